import * as v from 'valibot';
import { furthestClock } from './limits.ts';

/** Unix time in milliseconds, as far as a Date goes. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(-8.64e15), v.maxValue(8.64e15));
/** Between two clocks, ms. */
export const clockOffset = v.pipe(
  v.number(),
  v.minValue(-furthestClock),
  v.maxValue(furthestClock),
);
/** How many may stand in a list; an answer of 2 MB, which is the most that is read, holds fewer. */
export const atMost = <T extends v.GenericSchema>(item: T, count: number) =>
  v.pipe(v.array(item), v.maxLength(count));
export const mostTokens = 50_000;
export const mostAccounts = 1_000;
/** A token's id is the `kid` of its value: a lower-case UUID. */
export const tokenId = v.pipe(v.string(), v.uuid());
export const accountId = v.pipe(v.string(), v.uuid());
export const contractNumber = v.pipe(v.number(), v.integer(), v.minValue(1));
