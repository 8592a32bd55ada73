// What a failed command throws, made safe to branch on.

import type { WireError } from './bindings';

const CODES: readonly string[] = [
  'notFound',
  'invalidQuery',
  'invalid',
  'keyMissing',
  'keyRejected',
  'keyring',
  'limited',
  'network',
  'storage',
  'notOpened',
  'unexpected',
] satisfies WireError['code'][];

/** Anything thrown, as a `WireError`: what is none of the closed set becomes `unexpected`, with its message kept. */
export function asWireError(error: unknown): WireError {
  if (isWireError(error)) return error;
  if (error instanceof Error) return { code: 'unexpected', message: error.message };
  return { code: 'unexpected', message: String(error) };
}

function isWireError(error: unknown): error is WireError {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' && CODES.includes(code) && typeof message === 'string';
}
