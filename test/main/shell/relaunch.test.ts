import { expect, test, vi } from 'vitest';
import { relaunchOptions } from '../../../main/shell/relaunch.ts';

vi.mock('electron', () => ({ app: {} }));

const argv = ['/opt/token-vault/token-vault', '--user-data-dir=/home/p/vault'];

test('the app starts again with the switches that it was started with', () => {
  expect(relaunchOptions(argv, undefined)).toEqual({ args: ['--user-data-dir=/home/p/vault'] });
});

test('a start at login was hidden, and the one that a person asks for is not', () => {
  expect(relaunchOptions([...argv, '--hidden'], undefined)).toEqual({
    args: ['--user-data-dir=/home/p/vault'],
  });
});

test('an AppImage starts from its own file: what runs now is unmounted by then', () => {
  expect(relaunchOptions(argv, '/home/p/Token Vault.AppImage')).toEqual({
    execPath: '/home/p/Token Vault.AppImage',
    args: ['--appimage-extract-and-run', '--user-data-dir=/home/p/vault'],
  });
});
