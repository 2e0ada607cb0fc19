import { describe, expect, test } from 'vitest';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

const minute = 60_000;

async function setup(): Promise<{ core: Core; id: string }> {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: id } = await core.generate({ label: 'deploy' });
  await core.app.generated.close();
  return { core, id };
}

const filed = ({ index }: Core, id: string) =>
  index.tokens.find((token) => token.id === id)?.usedAt;
const shown = ({ state }: Core, id: string) =>
  state.list.tokens.find((token) => token.id === id)?.usedAt;

describe('when a value was used last', () => {
  test.each(['copy', 'reveal', 'download'] as const)(
    'is written down and shown after: %s',
    async (act) => {
      const { core, id } = await setup();
      expect(shown(core, id)).toBeNull();
      const now = core.clock.now();
      await core.app.values[act](id);
      await expect.poll(() => shown(core, id)).toBe(now);
      expect(filed(core, id)).toBe(now);
      await core.restart();
      await core.app.start();
      expect(shown(core, id)).toBe(now);
    },
  );

  test('is that of the copy made in the window of a new one', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId: id } = await core.generate({ label: 'deploy' });
    await core.app.generated.copyValue();
    await expect.poll(() => shown(core, id)).toBe(core.clock.now());
  });

  test('does not change with its card, nor with a file that was not saved', async () => {
    const { core, id } = await setup();
    await core.app.values.card(id);
    core.saveDialog.answer = 'cancel';
    await core.app.values.download(id);
    // What would have been written before this stands before it.
    await core.app.workspace.index.change((content) => content);
    expect(filed(core, id)).toBeUndefined();
  });

  test('is of memory alone for a value that is kept there alone, and stays with it', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signInWithToken((await core.control.consoleToken('empty')).value);
    const { tokenId: id } = await core.generate({ label: 'deploy' });
    await core.app.generated.close();
    const now = core.clock.now();
    await core.app.values.copy(id);
    expect(shown(core, id)).toBe(now);
    expect(await core.disk()).not.toContain('usedAt');
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    await core.until(({ list }) => list.tokens.some((t) => t.id === id && t.kept === 'keychain'));
    expect(filed(core, id)).toBe(now);
    expect(shown(core, id)).toBe(now);
  });

  test('is kept when the value is stored anew', async () => {
    const { core, id } = await setup();
    const now = core.clock.now();
    const { value } = await core.app.values.reveal(id);
    await expect.poll(() => filed(core, id)).toBe(now);
    core.app.imports.read(value);
    await core.app.imports.keep({ label: 'again', note: '', usedIn: '', color: 'none' });
    expect(filed(core, id)).toBe(now);
  });

  test('is no reason for a copy to fail where it cannot be written', async () => {
    const { core, id } = await setup();
    core.files.failWrites = () => true;
    expect(await core.app.values.copy(id)).toEqual({ clearsAt: null });
    expect(core.clipboard.secrets).toHaveLength(1);
    await expect
      .poll(() => core.log.entries.map(({ message }) => message))
      .toContain('when a value was used could not be written');
    expect(shown(core, id)).toBeNull();
  });

  test('is written at most once a minute, and again by a clock that was turned back', async () => {
    const { core, id } = await setup();
    const first = core.clock.now();
    const before = core.files.writes.length;
    await Promise.all([core.app.values.copy(id), core.app.values.copy(id)]);
    await expect.poll(() => filed(core, id)).toBe(first);
    // The index and the generation before it, once.
    expect(core.files.writes.slice(before)).toHaveLength(2);
    core.clock.advance(minute - 1);
    await core.app.values.copy(id);
    expect(filed(core, id)).toBe(first);
    core.clock.advance(1);
    await core.app.values.copy(id);
    await expect.poll(() => filed(core, id)).toBe(first + minute);
    core.clock.set(first - minute);
    await core.app.values.copy(id);
    await expect.poll(() => filed(core, id)).toBe(first - minute);
  });
});
