/** A JSON value. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an operation answers; every one is sent as `application/json`, deletes too [SPEC]. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** A 200 with a body. */
export function ok(body: Json): Answer {
  return { status: 200, body };
}

/**
 * An error with the documented body [SPEC Error, ErrorMessages]: `httpStatus` a number, `errorCode`
 * a string. Only two codes were seen, "315" for 401 and "503" for 503 [ISSUE ionosctl #377]; that
 * every other status has its own number as its code is assumed, and so are the messages.
 */
export function failure(status: number, message: string, errorCode?: string): Answer {
  const code = errorCode ?? (status === 401 ? '315' : String(status));
  return { status, body: { httpStatus: status, messages: [{ errorCode: code, message }] } };
}

/** The 401 of api.ionos.com: the same body for no credential, a wrong, an expired and a deleted one [ISSUE ionosctl #377]. */
export const unauthorized = failure(401, 'Unauthorized');

/** 404 for an unknown path, an unknown id and another user's token (assumed). */
export const notFound = failure(404, 'Resource does not exist');

/** A path that exists, with another method, HEAD included (assumed). */
export const methodNotAllowed = failure(405, 'Method Not Allowed');
