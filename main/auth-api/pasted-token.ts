import { AppError } from '../app-error.ts';
import { hasHostingKey } from './hosting-key.ts';

/** A token's value as it was found in a text. */
export interface PastedToken {
  readonly value: string;
  /** Whether the text has nothing else in it but white space, quotes or "Bearer". */
  readonly alone: boolean;
}

/**
 * A value as IONOS writes it: three parts, of which the first two are JSON objects. Each part is
 * taken whole, so that nothing longer is cut.
 */
const pattern = /eyJ[\w+/-]+=*\.eyJ[\w+/-]+=*\.[\w+/-]+=*(?![\w+/=-]|\.\w)/;
const patterns = new RegExp(`(?<![\\w.+/-])${pattern.source}`, 'g');

/** Characters: as much as is read of a file. */
const longestText = 64 * 1024;

/** Characters of an RS256 signature with a key of 2048, 3072 or 4096 bits. */
const wholeSignatures = new Set([342, 512, 683]);
/** What may be the rest of a signature: a word of the same characters, after a break. */
const continuation = /^\s+[\w+/=-]+(?=["'`,;]|\s|$)/;

/**
 * Takes the value out of what pasting, text files and shell lines bring along: `Bearer …`,
 * `export IONOS_TOKEN=…`, `token: …`. A break inside of a value is not repaired: nobody could tell
 * what belongs to it (docs/decisions/pasted-values.md).
 *
 * @returns what a single value is in, or the text itself, for readToken to say what it is.
 * @throws AppError TOKEN_SEVERAL, TOKEN_BROKEN, TOKEN_IS_API_KEY; TOKEN_NOT_JWT for far too long a text.
 */
export function pastedToken(text: string): PastedToken {
  if (text.length > longestText) throw new AppError('TOKEN_NOT_JWT');
  const bare = withoutWrapping(text);
  const found = [...text.matchAll(patterns)];
  const [first] = found;
  if (first === undefined) {
    if (/\s/.test(bare) && pattern.test(bare.replace(/\s+/g, '')))
      throw new AppError('TOKEN_BROKEN');
    // With what stands around it too, such as the name of its header.
    if (hasHostingKey(bare)) throw new AppError('TOKEN_IS_API_KEY');
    return { value: bare, alone: true };
  }
  const [value] = first;
  if (found.some(([other]) => other !== value)) throw new AppError('TOKEN_SEVERAL');
  for (const { index } of found)
    if (goesOn(value, text.slice(index + value.length))) throw new AppError('TOKEN_BROKEN');
  return { value, alone: bare === value };
}

/** Whether what follows a value may be the rest of it. */
function goesOn(value: string, rest: string): boolean {
  const signature = value.slice(value.lastIndexOf('.') + 1).replace(/=+$/, '');
  return !wholeSignatures.has(signature.length) && continuation.test(rest);
}

function withoutWrapping(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
    .replace(/^bearer\s+/i, '');
}
