import { m } from '#messages';

/**
 * What really happened: hidden from clipboard histories only where that could be done, cleared only
 * where that will be.
 *
 * @param clearsAt Unix time in ms; null: it is not cleared.
 */
export function copiedText(clearsAt: number | null, concealed: boolean | null): string {
  const n = clearsAt === null ? 0 : Math.round((clearsAt - Date.now()) / 1_000);
  if (concealed === true) return n > 0 ? m.copied_hidden_clears({ n }) : m.copied_hidden();
  return n > 0 ? m.copied_clears({ n }) : m.copied();
}
