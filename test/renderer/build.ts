// What the page is shown, built: each with what is usual, and what a test changes of it.

export { anId, aToken, longLabel, now, theAccountId, tokens } from './build/tokens.ts';
export * from './build/state.ts';
export * from './build/values.ts';
