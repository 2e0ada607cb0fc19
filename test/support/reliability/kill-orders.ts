import type { KillOrder } from './killed-vault.ts';

/** `npm run kills -- --count N --windows W --seed S` sets all three; here a bounded part. */
const count = Number(process.env['TOKEN_VAULT_KILLS'] ?? 14);
const windows = Number(process.env['TOKEN_VAULT_WINDOW_KILLS'] ?? 2);
const seed = Number(process.env['TOKEN_VAULT_SEED'] ?? 1);

/** Kills of one vault each, numbered by their seeds: `most` to a vault, and each about as many. */
function ordersOf(kills: number, most: number): readonly KillOrder[] {
  const vaults = Math.ceil(kills / most);
  return Array.from({ length: vaults }, (_, n) => ({
    seed: seed + n,
    kills: Math.floor(((n + 1) * kills) / vaults) - Math.floor((n * kills) / vaults),
  }));
}

/** The vaults whose app runs without its window, and those that are the whole app. */
export const killOrders = {
  processes: ordersOf(count - windows, 10),
  windows: ordersOf(windows, 5),
} as const;
