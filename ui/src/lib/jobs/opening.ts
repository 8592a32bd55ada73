// What is opened in the browser. Without one, its address can be copied.

import { asWireError, type Backend } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Toasts } from '$lib/shared/toasts.svelte';

/** Opens something; where no browser opened, offers to `copy` its address. */
export async function openOutside(
  open: () => Promise<unknown>,
  toasts: Toasts,
  copy: (address: string) => Promise<void>,
): Promise<void> {
  try {
    await open();
  } catch (thrown) {
    const error = asWireError(thrown);
    if (error.code !== 'notOpened') return void toasts.warn(error.message);
    const run = (): void => void copy(error.address);
    toasts.warn(`${error.message} ${error.address}`, { label: m.copy_address(), run });
  }
}

/** Puts an address into the clipboard. */
export async function copyAddress(address: string, backend: Pick<Backend, 'copyText'>, toasts: Toasts): Promise<void> {
  try {
    await backend.copyText(address);
    toasts.say(m.toast_copied());
  } catch (thrown) {
    toasts.warn(asWireError(thrown).message);
  }
}
