// What the user says of themselves, which `fits:me` asks for: each part is saved on its own, and what the engine refuses
// stays in its field with the reason.

import { asWireError, type Backend, type Profile, type ProfileKey, type WireError } from '$lib/ipc';

/** Parts that are written. English is chosen. */
export type Written = Exclude<ProfileKey, 'english'>;

const WRITTEN: readonly Written[] = ['country', 'languages', 'jobSuccess', 'hours', 'rateFloor'];

export class ProfileState {
  /** As it is saved. */
  me = $state.raw<Profile | null>(null);
  /** As it stands in the fields. */
  texts = $state<Record<Written, string>>({ country: '', languages: '', jobSuccess: '', hours: '', rateFloor: '' });
  /** Why a part was not saved. */
  problems = $state<Partial<Record<ProfileKey, string | null>>>({});
  /** Why it could not be loaded. */
  problem = $state.raw<WireError | null>(null);
  #backend: Backend;
  /** Parts are saved one after the other: each answer is the whole profile. */
  #turn: Promise<void> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  load = async (): Promise<void> => {
    try {
      this.#show(await this.#backend.profile());
      this.problem = null;
    } catch (thrown) {
      this.problem = asWireError(thrown);
    }
  };

  /** A field was left. What is as it was saved is not saved again. */
  async leave(key: Written): Promise<void> {
    if (this.me === null) return;
    const text = this.texts[key];
    if (text.trim() === saved(this.me, key)) this.#settle(key, text);
    else await this.say(key, text);
  }

  /** All fields are left. */
  async leaveAll(): Promise<void> {
    await Promise.all(WRITTEN.map((key) => this.leave(key)));
  }

  /** Saves one part; a blank text forgets it. */
  async say(key: ProfileKey, value: string): Promise<void> {
    this.#turn = this.#turn.then(() => this.#save(key, value));
    await this.#turn;
  }

  async #save(key: ProfileKey, value: string): Promise<void> {
    try {
      const me = await this.#backend.setProfile(key, value);
      if (key !== 'english') this.#settle(key, value, saved(me, key));
      else this.problems.english = null;
      this.me = me;
    } catch (thrown) {
      this.problems[key] = asWireError(thrown).message;
    }
  }

  /** Shows a part as it is saved, unless something else was written meanwhile. */
  #settle(key: Written, written: string, text = written.trim()): void {
    this.problems[key] = null;
    if (this.texts[key] === written) this.texts[key] = text;
  }

  #show(me: Profile): void {
    this.me = me;
    for (const key of WRITTEN) this.texts[key] = saved(me, key);
  }
}

/** A part as the engine reads it back. */
function saved(me: Profile, key: Written): string {
  switch (key) {
    case 'country':
      return me.country?.name ?? '';
    case 'languages':
      return me.languages.join(', ');
    case 'jobSuccess':
    case 'hours':
    case 'rateFloor':
      return me[key]?.toString() ?? '';
  }
}
