import type { ErrorCode, Failure } from '../preload/contract.ts';

type Facts = Omit<Failure, 'code'>;

/**
 * An expected failure, named by a code of the contract. Its message is the code alone, so that no
 * text of a server, a keyring or a file system can reach a log or the page through it.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly facts: Facts;

  constructor(code: ErrorCode, facts: Facts = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.facts = facts;
  }
}

/**
 * The failure that the page is told: anything unexpected becomes INTERNAL, without its text. One that
 * wraps another of its own code tells the facts of both.
 */
export function toFailure(error: unknown): Failure {
  return error instanceof AppError ? { code: error.code, ...factsOf(error) } : { code: 'INTERNAL' };
}

function factsOf({ code, facts, cause }: AppError): Facts {
  return isAppError(cause, code) ? { ...factsOf(cause), ...facts } : facts;
}

/** Whether `error` is an expected failure with one of `codes`. */
export function isAppError(error: unknown, ...codes: readonly ErrorCode[]): error is AppError {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code));
}
