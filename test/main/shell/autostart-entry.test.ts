import { describe, expect, test } from 'vitest';
import { autostartEntry, execLine, isAutostartOn } from '../../../main/shell/autostart-entry.ts';

describe('a command stands in the entry', () => {
  test.each([
    [
      'as it is',
      ['/opt/Token Vault/token-vault', '--hidden'],
      '"/opt/Token Vault/token-vault" "--hidden"',
    ],
    // A percent begins a field code.
    ['with percents doubled', ['/home/p/100%/x.AppImage'], '"/home/p/100%%/x.AppImage"'],
    // Behind a backslash in the argument, and each of those once more in the string of the file.
    ['with what a shell would read', ['/a"b`c$d'], '"/a\\\\"b\\\\`c\\\\$d"'],
    ['with backslashes four times', ['/a\\b'], String.raw`"/a\\\\b"`],
    ['with no second line', ['/a\nHidden=false'], String.raw`"/a\nHidden=false"`],
  ])('%s', (_, command, expected) => {
    expect(execLine(command)).toBe(expected);
  });

  test('and a desktop that reads it by the specification gets the command back', () => {
    const command = ['/opt/T V/100% "x" $HOME `ls` \\', '--user-data-dir=/home/p/v$ault'];
    // What the Desktop Entry Specification says: the string first, then the quotes, then field codes.
    const value = execLine(command).replace(/\\(.)/g, '$1');
    const read = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) =>
      quoted.replace(/\\(.)/g, '$1').replaceAll('%%', '%'),
    );
    expect(read).toEqual(command);
  });
});

const entry = autostartEntry('Token Vault', ['/opt/token-vault', '--hidden']);

test('the whole entry', () => {
  expect(entry).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Token Vault',
      'Exec="/opt/token-vault" "--hidden"',
      'Icon=token-vault',
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
      '',
    ].join('\n'),
  );
});

describe('an entry is', () => {
  test.each([
    ['on as it was written', entry, true],
    ['on with lines of others', `# by me\n${entry}\nX-KDE-autostart-phase=2\n`, true],
    ['on with the end of lines of Windows', entry.replaceAll('\n', '\r\n'), true],
    ['off by the settings of the desktop', `${entry}Hidden=true\n`, false],
    ['off with spaces', `${entry}Hidden = true \n`, false],
    ['off by those of GNOME', entry.replace('enabled=true', 'enabled=false'), false],
    ['on where another group is hidden', `${entry}\n[Desktop Action x]\nHidden=true\n`, true],
    ['off without a command', entry.replace(/Exec=.*\n/, ''), false],
    ['off where it is empty', '', false],
    ['off where it is something else', '[Other]\nExec=x\n', false],
  ])('%s', (_, text, expected) => {
    expect(isAutostartOn(text)).toBe(expected);
  });
});
