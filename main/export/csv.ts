import { stringify } from 'csv-stringify/sync';
import type { ExportedToken } from './exported-token.ts';

/**
 * RFC 4180 with a heading, in UTF-8 with a byte order mark, which spreadsheets need. A cell that one
 * would take for a formula begins with an apostrophe: a label comes from a person, and may come from
 * somebody else's file.
 */
export const asCsv = (tokens: readonly ExportedToken[]): string =>
  stringify([...tokens], {
    header: true,
    columns: [
      'id',
      'label',
      'usedIn',
      'state',
      'created',
      'expires',
      'contract',
      'account',
      'server',
    ],
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
