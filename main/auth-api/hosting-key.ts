/**
 * The key of the hosting products' API, `publicprefix.secret`: another product of the same house, a
 * frequent mix-up (ionosctl #99). The prefix is 32 hexadecimal digits, in some descriptions with the
 * hyphens of a UUID; how long the secret is, is promised nowhere.
 * https://developer.hosting.ionos.com/docs/getstarted
 */
const key = String.raw`[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}\.[\w+/~=-]+`;
const alone = new RegExp(`^${key}$`, 'i');
const within = new RegExp(String.raw`(?<![\w.-])${key}(?![\w+/~=-]|\.\w)`, 'i');

/** Whether a text is a hosting key and nothing else. */
export function isHostingKey(text: string): boolean {
  return alone.test(text);
}

/** Whether a hosting key stands in a text: in a header, a line of a shell, a file. */
export function hasHostingKey(text: string): boolean {
  return within.test(text);
}
