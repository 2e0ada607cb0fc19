import type { AnswerOfNoUse } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';
import { brokeOff } from './transport.ts';

/** The failure of a generate that was sent and left no usable answer, with what came instead. */
export function unknownOutcome(cause: unknown): AppError {
  return new AppError('OUTCOME_UNKNOWN', { came: whatCame(cause) }, { cause });
}

function whatCame(error: unknown): AnswerOfNoUse {
  if (brokeOff(error)) return 'cut';
  if (isAppError(error, 'SERVER_ERROR')) return 'fault';
  // All that the network can do to a request before its answer begins.
  const silent = isAppError(
    error,
    'CONNECTION_LOST',
    'TIMEOUT',
    'OFFLINE',
    'TLS',
    'ENDPOINT_NOT_HTTPS',
    'CANCELLED',
  );
  return silent ? 'silence' : 'unusable';
}
