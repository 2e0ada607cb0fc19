/** Reads a whole number of the command line. @throws Error with one sentence. */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`${name} needs a whole number from ${min} to ${max}, not "${text}".`);
}
