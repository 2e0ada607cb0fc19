import * as v from 'valibot';

/** One request: the schemas of what it is given and of what it answers. */
export const request = <A extends v.GenericSchema, R extends v.GenericSchema>(
  args: A,
  result: R,
) => ({
  args,
  result,
});

export const nothing = v.undefined_();
/** The answer of an act that has none. */
export const done = v.void_();
/** What a person types or pastes is limited, not judged: judging is for the use case, in words. */
export const typed = v.pipe(v.string(), v.maxLength(1_000_000));
export const contractNumber = v.nullable(v.pipe(v.number(), v.integer()));
export const ttlSeconds = v.number();
/** A token value: the one secret that may cross, and only in the results that say so. */
export const tokenValue = v.pipe(v.string(), v.maxLength(20_000));
/** Of a backup. */
export const passphrase = v.pipe(v.string(), v.maxLength(1_000));
