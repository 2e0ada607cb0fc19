/** From this length on a line was broken for want of room, and not because it ends there, in characters. */
const full = 60;

/** The text of a licence without the line breaks of a page of 80 characters: it is shown on narrower ones. */
export const unwrapped = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/^(\S.*)\n(?=\S)/gm, (line, words: string) =>
      words.length < full ? line : `${words} `,
    );
