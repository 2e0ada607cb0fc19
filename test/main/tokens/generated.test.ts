import { describe, expect, test } from 'vitest';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { setup } from './generated-setup.ts';

describe('the one-time value', () => {
  test('can be seen again while its window is open, and not after', async () => {
    const { generated, tokenId, value } = await setup();
    expect(generated.reveal()).toEqual({ tokenId, value });
    await generated.close();
    expect(() => generated.reveal()).toThrow(expect.objectContaining({ code: 'NOTHING_PENDING' }));
  });

  test('is copied as it is, and the state says so', async () => {
    const { core, generated, value } = await setup();
    core.clipboard.clearsAt = 7;
    await expect(generated.copyValue()).resolves.toEqual({ clearsAt: 7 });
    expect(core.clipboard.secrets).toEqual([value]);
    expect(core.clipboard.texts).toEqual([]);
    expect(core.state.generated?.copied).toBe(true);
  });

  test('is not called copied where that failed', async () => {
    const { core, generated } = await setup();
    core.clipboard.fails = true;
    await expect(generated.copyValue()).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    expect(core.state.generated?.copied).toBe(false);
  });

  test('is downloaded without a newline, under a name that tells no more than its id', async () => {
    const { core, generated, tokenId, value } = await setup();
    await expect(generated.download()).resolves.toEqual({ saved: true });
    expect(core.saveDialog.saved).toEqual([
      { name: `ionos-token-${tokenId.slice(0, 8)}.txt`, content: value },
    ]);
    expect(core.state.generated?.downloaded).toBe(true);
  });

  test('is not called downloaded where the person cancelled or the disk was full', async () => {
    const { core, generated } = await setup();
    core.saveDialog.answer = 'cancel';
    await expect(generated.download()).resolves.toEqual({ saved: false });
    core.saveDialog.answer = 'disk full';
    await expect(generated.download()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(core.state.generated?.downloaded).toBe(false);
  });

  test.each([
    ['it is kept nowhere', {}, true],
    ['it was copied, and the clipboard is cleared then', { copied: true }, true],
    ['it was downloaded', { downloaded: true }, false],
    ['it is in the keychain', { kept: 'keychain' as const }, false],
    ['it is in memory', { kept: 'session' as const }, false],
  ])('would be lost with its window where %s: %o %s', async (_, facts, unsafe) => {
    const { core, generated } = await setup({ keep: false });
    const { state } = core.app.workspace;
    const { generated: shown } = core.state;
    if (shown) state.change({ generated: { ...shown, ...facts } });
    expect(generated.unsafe).toBe(unsafe);
  });
});

describe('every act on it', () => {
  test.each([
    ['copy', (core: Core) => core.app.generated.copyValue()],
    ['download', (core: Core) => core.app.generated.download()],
    ['keep', (core: Core) => core.app.generated.keep(true)],
    ['revoke', (core: Core) => core.app.generated.revoke()],
    ['close', (core: Core) => core.app.generated.close()],
  ])('is refused without one: %s', async (_, act) => {
    const core = await setupCore();
    await core.signIn('empty');
    await expect(act(core)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });
});

describe('closing', () => {
  test('needs no disk where nothing is open', async () => {
    const { core, generated } = await setup();
    core.files.failWrites = () => true;
    await generated.close();
    expect(core.state.generated).toBeNull();
  });

  test('makes room for the next one', async () => {
    const { core, generated } = await setup();
    await generated.close();
    const { tokenId } = await core.generate();
    expect(core.state.generated?.tokenId).toBe(tokenId);
  });
});
