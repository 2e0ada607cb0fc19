import type { ExportFormat, Token } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { Clock, SaveDialog } from '../ports.ts';
import { exported } from './exported-token.ts';

export interface ExportParts {
  /** What the list shows. */
  readonly tokens: readonly Token[];
  readonly clock: Pick<Clock, 'now'>;
  readonly saveDialog: SaveDialog;
}

/**
 * Writes what the list shows of tokens where the person says: ids, labels, uses and dates, never a value.
 *
 * @param ids which, in which order.
 * @returns whether it was saved: false where the person cancelled.
 * @throws AppError TOKEN_NOT_FOUND for what is on no list, FILE_NOT_WRITTEN.
 */
export async function exportTokens(
  { tokens, clock, saveDialog }: ExportParts,
  format: ExportFormat,
  ids: readonly string[],
): Promise<{ saved: boolean }> {
  const shown = new Map(tokens.map((token) => [token.id, token]));
  const chosen = ids.map((id) => {
    const token = shown.get(id);
    if (!token) throw new AppError('TOKEN_NOT_FOUND');
    return token;
  });
  const now = clock.now();
  const day = new Date(now).toISOString().slice(0, 10);
  const text = await textOf(format, chosen, now);
  return { saved: await saveDialog.save(`ionos-tokens-${day}.${format}`, text) };
}

/** Each writer is loaded when it is first needed. */
async function textOf(
  format: ExportFormat,
  tokens: readonly Token[],
  now: number,
): Promise<string> {
  switch (format) {
    case 'csv':
      return (await import('./csv.ts')).asCsv(tokens.map(exported));
    case 'json':
      return `${JSON.stringify(tokens.map(exported), null, 2)}\n`;
    case 'ics':
      return (await import('./calendar.ts')).asCalendar(tokens, now);
  }
}
