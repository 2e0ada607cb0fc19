import { longest } from '../../preload/contract/limits.ts';
import { AppError } from '../app-error.ts';

/** The one server of the API's document. */
export const defaultEndpoint = 'https://api.ionos.com';

/** The trial's own endpoint: resolved to the built-in sandbox's address when a request is made. */
export const sandboxOrigin = 'sandbox:';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an origin is on this computer. */
export function isLoopback(origin: string): boolean {
  return origin === sandboxOrigin || loopbackHosts.has(new URL(origin).hostname);
}

/**
 * Reads an endpoint as IONOS's tools take it: an origin, with or without a path such as `/auth/v1`
 * or `/cloudapi/v6`, which is dropped (`/auth/v1` is added to the root of the host, as ionosctl does).
 *
 * @returns the origin; IONOS's own for nothing.
 * @throws AppError ENDPOINT_INVALID, for a mere word too; ENDPOINT_PATH for another path, or nothing but a path;
 *   ENDPOINT_INSECURE for http beyond loopback; ENDPOINT_ON_FALLBACK.
 */
export function parseEndpoint(text: string, runtime: { readonly loopbackOnly: boolean }): string {
  const trimmed = text.trim();
  if (trimmed.length > longest.origin) throw new AppError('ENDPOINT_INVALID');
  if (trimmed === '') return parseEndpoint(defaultEndpoint, runtime);
  // `https:///auth/v1` would be a host named "auth".
  if (/^(https?:\/\/)?[/\\]/i.test(trimmed)) throw new AppError('ENDPOINT_PATH');
  // A word is no address. Behind a scheme or before a port it may be the name of a computer nearby.
  if (/^[^./:[\]\s]+(\/|$)/.test(trimmed) && !/^localhost(\/|$)/i.test(trimmed))
    throw new AppError('ENDPOINT_INVALID');
  let url: URL;
  try {
    url = new URL(trimmed.includes('://') ? trimmed : `https://${trimmed}`);
  } catch {
    throw new AppError('ENDPOINT_INVALID');
  }
  if (!['https:', 'http:'].includes(url.protocol) || url.search || url.hash)
    throw new AppError('ENDPOINT_INVALID');
  if (url.username || url.password || trimmed.includes('\\'))
    throw new AppError('ENDPOINT_INVALID');
  // Written out, letters beyond ASCII and a scheme that was left out make it longer.
  if (url.origin.length > longest.origin) throw new AppError('ENDPOINT_INVALID');
  if (!/^\/?$|^\/(auth\/v1|cloudapi\/v6)\/?$/.test(url.pathname))
    throw new AppError('ENDPOINT_PATH');
  if (url.protocol === 'http:' && !isLoopback(url.origin)) throw new AppError('ENDPOINT_INSECURE');
  if (runtime.loopbackOnly && !isLoopback(url.origin)) throw new AppError('ENDPOINT_ON_FALLBACK');
  return url.origin;
}
