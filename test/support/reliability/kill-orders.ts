import type { KillOrder } from './killed-vault.ts';

/** `npm run kills -- --count N --windows W --seed S` sets all three; here a bounded part. */
const count = Number(process.env['TOKEN_VAULT_KILLS'] ?? 20);
const windows = Number(process.env['TOKEN_VAULT_WINDOW_KILLS'] ?? 2);
const seed = Number(process.env['TOKEN_VAULT_SEED'] ?? 1);

/** Kills of one vault each, numbered by their seeds: `most` to a vault. */
const ordersOf = (kills: number, most: number): readonly KillOrder[] =>
  Array.from({ length: Math.ceil(kills / most) }, (_, n) => ({
    seed: seed + n,
    kills: Math.min(most, kills - n * most),
  }));

/** The vaults whose app runs without its window, and those that are the whole app. */
export const killOrders = {
  processes: ordersOf(count - windows, 10),
  windows: ordersOf(windows, 5),
} as const;
