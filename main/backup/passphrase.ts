import { randomInt } from 'node:crypto';
import { AppError } from '../app-error.ts';

/** Without those that look alike: it is read from paper, too. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 5;
const signsInGroup = 4;

/** A passphrase that nobody guesses (99 bits), in groups that can be read out. */
export const newPassphrase = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: signsInGroup }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-');

/** Characters, and different ones among them: whoever has the file may guess without end. */
export const shortestPassphrase = 12;
const fewestSigns = 6;

/** @throws AppError BACKUP_PASSPHRASE_SHORT. */
export function mustBeStrong(passphrase: string): void {
  const characters = Array.from(passphrase.trim());
  if (characters.length < shortestPassphrase || new Set(characters).size < fewestSigns)
    throw new AppError('BACKUP_PASSPHRASE_SHORT');
}
