// Testing a source that is there, with the access it has.

import { asWireError, type Backend, type TestReport } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export class SourceTest {
  report = $state.raw<TestReport | null>(null);
  testing = $state(false);
  /** Why it could not be tested, or what is still to be done. */
  problem = $state<string | null>(null);
  #backend: Backend;
  #say: (text: string) => void;

  readonly passed = $derived(this.report?.ok === true);

  constructor(backend: Backend, say: (text: string) => void) {
    this.#backend = backend;
    this.#say = say;
  }

  async run(id: string): Promise<void> {
    if (this.testing) return;
    this.forget();
    this.testing = true;
    try {
      this.report = await this.#backend.testSource(id);
      this.#say(this.report.ok ? m.source_test_passed() : (this.report.problem ?? m.wizard_test_failed()));
    } catch (thrown) {
      this.problem = asWireError(thrown).message;
    } finally {
      this.testing = false;
    }
  }

  /** Whether the test was passed; if not, says what is to be done. */
  demand(): boolean {
    if (!this.passed) this.problem = this.report === null ? m.source_test_first() : m.wizard_test_again_first();
    return this.passed;
  }

  /** What was tested is no longer so. */
  forget(): void {
    this.report = null;
    this.problem = null;
  }
}
