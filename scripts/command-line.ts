import { parseArgs } from 'node:util';

/** One sentence from an error: parseArgs adds advice after its first, and no full stop where there is none. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [sentence = text] = text.split(/\. /);
  return sentence.replace(/\.?$/, '.');
}

/** Says what is wrong with the command line and how it is used, and ends with 2. */
export function refuse(error: unknown, usage: string): never {
  console.error(`${sentenceOf(error)} ${usage}`);
  process.exit(2);
}

/** Ends with 2 where a command that takes nothing is given something. */
export function takeNothing(usage: string): void {
  try {
    parseArgs({ options: {} });
  } catch (error) {
    refuse(error, usage);
  }
}
