/** A version as the changelog has it, and as a tag has it behind its "v": semantic versioning 2. */
const versionPattern = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

export const isVersion = (text: string): boolean => versionPattern.test(text);

/**
 * What the changelog says of a version, without its heading; undefined where it has none.
 *
 * @param changelog in the form of keepachangelog.com: a heading of level two, "## [1.2.3] - 2026-11-28".
 */
export function changesOf(changelog: string, version: string): string | undefined {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
  if (start === -1) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => /^(## |\[.*\]: )/.test(line));
  const end = length === -1 ? lines.length : start + 1 + length;
  return lines
    .slice(start + 1, end)
    .join('\n')
    .trim();
}
