import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

// What script in the page asks for while nobody presses anything.

test('no value leaves the vault, is made or sent anywhere, unless a person presses something', async ({
  open,
  sandbox,
  desktop,
}) => {
  const journey = await open();
  const { page, manager } = journey;
  await manager.enter(sandbox.origin, accounts.empty);
  const { tokenId } = await keepToken(journey, 'deploy');
  const { value: pasted } = await sandbox.control.consoleToken('plain');
  const vault = bridgeOf(page);
  const refused = { ok: false, error: { code: 'GESTURE_NEEDED' } };
  // The last real key lies behind by then.
  await expect.poll(() => vault.values.reveal({ tokenId }), { timeout: 5_000 }).toEqual(refused);
  const copied = await desktop.clipboard.read();
  await sandbox.control.clearLog();

  const note = { label: '', note: '', usedIn: '', color: 'none' as const };
  const common = { endpoint: sandbox.origin, contractNumber: null };
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'values.copy': () => vault.values.copy({ tokenId }),
    'values.reveal': () => vault.values.reveal({ tokenId }),
    'values.download': () => vault.values.download({ tokenId }),
    'generated.reveal': () => vault.generated.reveal(),
    'generated.copyValue': () => vault.generated.copyValue(),
    'generated.download': () => vault.generated.download(),
    'tokens.generate': () => vault.tokens.generate({ ttlSeconds: 3600, ...note, keep: false }),
    'a sign-in by password': () =>
      vault.session.signInWithPassword({ ...common, email: 'a@example.com', password: 'x' }),
    'a sign-in with a token': () => vault.session.signInWithToken({ ...common, token: pasted }),
    'a sign-in with IONOS_TOKEN': () => vault.session.signInWithEnvironmentToken(common),
    'the end of a sign-in': () => vault.session.signOut({ revoke: true }),
    'the trial': () => vault.session.startTrial(),
    'the end of the trial': () => vault.session.leaveTrial(),
    'the removal of a value': () => vault.values.forget({ tokenId }),
    'the end of keeping': () => vault.generated.keep({ keep: false }),
    'a revoke in its window': () => vault.generated.revoke(),
    'a revoke of what a request left': () => vault.ghosts.revoke({ operationId: tokenId, tokenId }),
    'an answer about what a request left': () =>
      vault.ghosts.keep({ operationId: tokenId, tokenId: null }),
    'the end of a file': () => vault.imports.deleteFile(),
    'the system’s dialog': () => vault.imports.openFile(),
    'an import of IONOS_TOKEN': () => vault.imports.environment(),
    'the end of an import': () => vault.imports.keep(note),
    'a backup of the values': () =>
      vault.backups.make({ tokenIds: [tokenId], passphrase: 'known to the script' }),
    'a passphrase on the clipboard': () => vault.backups.copySuggested(),
    'the dialog for a backup': () => vault.backups.open(),
    'what is in a backup': () => vault.backups.unlock({ passphrase: 'known to the script' }),
    'values from a backup': () => vault.backups.restore({ tokenIds: [tokenId] }),
    'an id on the clipboard': () => vault.tokens.copyId({ tokenId }),
    'a report on the clipboard': () => vault.store.copyReport(),
    'a test of the keychain': () => vault.store.selfTest(),
    'a rotation': () => vault.rotations.begin({ tokenIds: [tokenId], ttlSeconds: null }),
    'the next try of one': () => vault.rotations.goOn({ rotationId: tokenId }),
    'the end of one': () => vault.rotations.finish({ rotationId: tokenId }),
    'the way back from one': () => vault.rotations.undo({ rotationId: tokenId }),
    'its end where it stands': () => vault.rotations.leave({ rotationId: tokenId }),
    'what both may do': () => vault.rotations.drift({ rotationId: tokenId }),
    'its own time': () => vault.rotations.schedule({ rotationId: tokenId, finishAt: null }),
    'another own token': () =>
      vault.session.replaceOwnToken({ accountId: '0b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e' }),
    'what was said of minting': () =>
      vault.session.forgetCannotMint({ accountId: '0b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e' }),
    'another global shortcut': () =>
      vault.app.changeSettings({ quickAccessShortcut: 'Control+Shift+V' }),
    'a start at login': () => vault.app.startAtLogin({ on: true }),
    'a page in the browser': () => vault.app.openPage('token-manager'),
    'the end of the privacy lock': () => vault.app.unlock(),
    'a restart': () => vault.app.restart(),
    'the removal of everything': () =>
      vault.app.removeEverything({ values: [tokenId], revoke: true, elsewhere: true }),
    'the download of an update': () => vault.updates.download(),
    'its installation': () => vault.updates.install(),
  };
  /** Everything that script can make of a press. */
  const pretend = `for (const type of ['mousedown', 'mouseup', 'click', 'keydown', 'keyup'])
    for (const target of [document.body, ...document.querySelectorAll('button')])
      if (!/refresh|lock|settings/i.test(target.textContent))
        target.dispatchEvent(type.startsWith('key')
          ? new KeyboardEvent(type, { key: 'Shift', bubbles: true })
          : new MouseEvent(type, { bubbles: true }));`;
  for (const [what, ask] of Object.entries(asked))
    await test.step(what, async () => {
      await page.evaluate(pretend);
      expect(await ask()).toEqual(refused);
    });
  // Of a press that a person makes for something else one request gets through, not two.
  await page.keyboard.press('Shift');
  expect(await asked['values.copy']?.()).toMatchObject({ ok: true });
  expect(await asked['values.copy']?.()).toEqual(refused);
  expect(await desktop.clipboard.read()).not.toBe(copied);
  // A key that is held down repeats, and was pressed once.
  await page.keyboard.down('Shift');
  expect(await asked['values.copy']?.()).toMatchObject({ ok: true });
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.down('Shift');
    expect(await asked['values.copy']?.()).toEqual(refused);
  }
  await page.keyboard.up('Shift');
  expect(await sandbox.control.log()).toEqual([]);
});
