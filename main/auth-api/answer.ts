import * as v from 'valibot';
import type { ErrorCode } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import { parseApiDate } from './dates.ts';
import { errorSchema } from './schemas.ts';
import type { ApiAnswer } from './transport.ts';

/** What was asked: the same status means something else for each. */
export interface Asked {
  readonly credential: 'password' | 'token';
  /** As sent in `X-Contract-Number`. */
  readonly contractNumber: number | null;
  readonly act: 'read' | 'delete' | 'generate';
}

/** Whether a body is the API's own error JSON, and not a proxy's or another server's page. */
export function isApiError(answer: ApiAnswer): boolean {
  return v.safeParse(errorSchema, parseJson(answer)).success;
}

/**
 * Reads a 200 by `schema`.
 *
 * @throws AppError NOT_THE_API for another shape, or the code for another status.
 */
export function readAnswer<S extends v.GenericSchema>(
  answer: ApiAnswer,
  schema: S,
  asked: Asked,
): v.InferOutput<S> {
  if (answer.status !== 200) throw statusError(answer, asked);
  const parsed = v.safeParse(schema, parseJson(answer));
  if (!parsed.success) throw new AppError('NOT_THE_API');
  return parsed.output;
}

/** The failure that a status other than 200 stands for. */
export function statusError(answer: ApiAnswer, asked: Asked): AppError {
  const { status } = answer;
  if (status >= 500) return new AppError('SERVER_ERROR', retryAfter(answer));
  if (status === 429) return new AppError('RATE_LIMITED', retryAfter(answer));
  // A 4xx that is not the API's own comes from a wrong endpoint or a proxy.
  if (status < 400 || !isApiError(answer)) return new AppError('NOT_THE_API');
  switch (status) {
    case 401:
      return new AppError(asked.credential === 'password' ? 'BAD_CREDENTIALS' : 'SIGN_IN_ENDED');
    case 403:
      return new AppError(causeSaid(answer, asked) ?? 'TWO_FACTOR_OR_REFUSED');
    case 404:
      return new AppError('TOKEN_NOT_FOUND');
    case 422:
      // Declared for the reads alone, where the contract number is all that can be wrong.
      return new AppError(
        causeSaid(answer, asked) ??
          (asked.act === 'read' ? contractCode(asked) : 'REQUEST_REFUSED'),
      );
    default:
      return new AppError(causeSaid(answer, asked) ?? 'REQUEST_REFUSED');
  }
}

/**
 * The cause by the words of the API's own error, which are documented nowhere: the contract number
 * with every act, and with generate its length of life and the limit of 100 tokens.
 */
function causeSaid(answer: ApiAnswer, asked: Asked): ErrorCode | null {
  const parsed = v.safeParse(errorSchema, parseJson(answer));
  const messages = parsed.success ? parsed.output.messages : [];
  const said = messages.map(({ message }) => message ?? '').join(' ');
  if (/contract/i.test(said)) return contractCode(asked);
  if (asked.act !== 'generate') return null;
  if (/\bttl\b|time to live|lifetime/i.test(said)) return 'TTL_REFUSED';
  return /\blimit\b|\bmaximum\b|too many/i.test(said) ? 'LIMIT_REACHED' : null;
}

const contractCode = ({ contractNumber }: Asked): ErrorCode =>
  contractNumber === null ? 'CONTRACT_REQUIRED' : 'CONTRACT_UNKNOWN';

/** No clock that means well says a later date. */
const latestDate = Date.UTC(2200, 0);

/** The server's clock in ms, from its `Date` header (second precision); null: none that can be right. */
export function serverDate(answer: ApiAnswer): number | null {
  const header = answer.headers.get('date');
  const ms = header === null ? Number.NaN : Date.parse(header);
  return ms >= 0 && ms < latestDate ? ms : null;
}

/** `Retry-After` in seconds; a date there counts from the server's own clock. */
function retryAfter(answer: ApiAnswer): { retryAfterSeconds?: number } {
  const given = answer.headers.get('retry-after') ?? '';
  const until = Date.parse(given) - (serverDate(answer) ?? Date.now());
  const seconds = /^\d+$/.test(given) ? Number(given) : Math.max(0, Math.ceil(until / 1000));
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400
    ? { retryAfterSeconds: seconds }
    : {};
}

function parseJson(answer: ApiAnswer): unknown {
  const type = answer.headers.get('content-type') ?? '';
  if (!/^(application|text)\/([\w.+-]+\+)?json\b/i.test(type)) return undefined;
  try {
    return JSON.parse(answer.body);
  } catch {
    return undefined;
  }
}

/** A token as the list has it. Times in ms; null where the date cannot be read. */
export interface ListedToken {
  readonly id: string;
  readonly createdAt: number | null;
  readonly expiresAt: number | null;
}

export function toListedToken(token: {
  id: string;
  createdDate: string;
  expirationDate: string;
}): ListedToken {
  return {
    id: token.id.toLowerCase(),
    createdAt: parseApiDate(token.createdDate),
    expiresAt: parseApiDate(token.expirationDate),
  };
}
