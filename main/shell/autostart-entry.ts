/** What of a quoted argument has to stand behind a backslash. */
const special = /["`$\\]/g;

/**
 * A command as `Exec` of a desktop entry has it: each argument quoted, `%` doubled, since it begins a
 * field code; and then the backslashes of the whole once more, since the value is a string of the file.
 */
export function execLine(command: readonly string[]): string {
  return command
    .map((argument) => `"${argument.replace(special, '\\$&').replaceAll('%', '%%')}"`)
    .join(' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
}

/** The file that makes an XDG desktop run a command at login. */
export const autostartEntry = (name: string, command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${execLine(command)}`,
    'Icon=token-vault',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Whether a desktop would run an entry: its own settings switch one off by a line in it. */
export function isAutostartOn(entry: string): boolean {
  const lines = entry.split(/\r?\n/).map((line) => line.trim());
  const from = lines.indexOf('[Desktop Entry]');
  if (from < 0) return false;
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const said = new Map(
    (end < 0 ? rest : rest.slice(0, end)).flatMap((line) => {
      const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value ?? ''] as const];
    }),
  );
  return (
    said.get('Hidden')?.toLowerCase() !== 'true' &&
    said.get('X-GNOME-Autostart-enabled')?.toLowerCase() !== 'false' &&
    (said.get('Exec') ?? '') !== ''
  );
}
