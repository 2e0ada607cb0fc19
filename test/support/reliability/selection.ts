import { Random } from './random.ts';

/** One of how many cases is run, chosen by the seed; `npm run faults` sets all three. */
export const share = Number(process.env['TOKEN_VAULT_SHARE'] ?? 48);
export const seed = Number(process.env['TOKEN_VAULT_SEED'] ?? 1);
const only = process.env['TOKEN_VAULT_ONLY'];

/** Whether one case was asked for by its title: what is no case does not run beside it. */
export const onlyOne = only !== undefined;

/** What repeats a case: its test is called so, in whole. Vitest cuts what it puts into a title itself. */
export const commandOf = (title: string): string =>
  `npm run faults -- --seed ${seed} --only '${title}'`;

/** The cases that are run here and now. */
export function chosen<T extends { readonly title: string }>(cases: readonly T[]): readonly T[] {
  const random = new Random(seed);
  return cases.filter(({ title }) =>
    only === undefined ? random.below(share) === 0 : title === only,
  );
}
