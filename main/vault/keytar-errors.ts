import { AppError, isAppError } from '../app-error.ts';

/** Names keytar's rejections, as measured with libsecret and gnome-keyring. For keychain.ts alone. */
export function storeError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const text = textOf(error);
  if (/locked|dismissed|user interaction|canceled/i.test(text))
    return new AppError('STORE_LOCKED', {}, { cause: error });
  // A bus that is busy is no keychain that is not there: values would go to memory.
  if (/time(d )?out|no ?reply|not receive a reply|limits? ?exceeded|unavailable/i.test(text))
    return new AppError('STORE_WAITING', {}, { cause: error });
  if (/autolaunch D-Bus|\.service files|could not connect|connection is closed/i.test(text))
    return new AppError('STORE_ABSENT', {}, { cause: error });
  return new AppError('STORE_FAILED', {}, { cause: error });
}

/**
 * Whether keytar speaks to a Secret Service that has ended: reads and deletes go to the unique name
 * that it had on the bus ("The name :1.7 was not provided by any .service files"), writes bring a
 * session of it ("The session wrapping the secret does not exist").
 */
export const lostService = (error: unknown): boolean =>
  /\bname :\d+\.\d+ |session wrapping the secret/i.test(textOf(error));

const textOf = (error: unknown): string => (error instanceof Error ? error.message : '');
