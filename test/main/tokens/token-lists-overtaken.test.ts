import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { ListTransport } from '../../support/core/list-transport.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { ids } from './listing.ts';
import { unsaid } from '../../support/unsaid.ts';

describe('a list that the server made before something else happened', () => {
  async function setupHeld() {
    const transport = new ListTransport();
    const core = await setupCore({ transport });
    await core.signIn('plain');
    return { core, transport };
  }

  test('does not bring back a token that was deleted meanwhile', async () => {
    const { core, transport } = await setupHeld();
    const { kid } = await core.control.consoleToken('plain');
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    await deleteToken(core.app.workspace, core.app.accounts, core.app.lists, kid);
    held.release();
    await refreshed;
    expect(core.state.list.status).toBe('ready');
    expect(ids(core)).not.toContain(kid);
    expect(new Set(ids(core))).toEqual(
      new Set(
        (await core.control.tokens('plain')).flatMap((t) => (t.deletedAt === null ? [t.kid] : [])),
      ),
    );
  });

  test('is asked for anew by a person after a 401 that was a passing fault, by the app not', async () => {
    const { core } = await setupHeld();
    await core.control.fault({ ...operation.list, answer: { kind: 'status', status: 401 } });
    await core.app.lists.refresh();
    expect(core.state.session.account?.authorised).toBe(false);
    await core.control.clearLog();
    await core.app.lists.refresh();
    expect(await core.control.log()).toEqual([]);
    await core.app.lists.refreshAnew();
    expect(core.state.session.account?.authorised).toBe(true);
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
    expect(await core.control.log()).toHaveLength(1);
  });

  test('is read again for a person who asks meanwhile, and once more only', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    const { kid } = await core.control.consoleToken('plain');
    await core.control.clearLog();
    const asked = [core.app.lists.refreshAnew(), core.app.lists.refreshAnew()];
    held.release();
    await Promise.all([refreshed, ...asked]);
    expect(ids(core)).toContain(kid);
    expect(await core.control.log()).toHaveLength(1);
  });

  test('is read again for a person who asks while it is being written down', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    await core.untilListed();
    const { lists } = core.app.workspace;
    const change = lists.change.bind(lists);
    let arrived = (): void => undefined;
    const writing = new Promise<void>((resolve) => (arrived = resolve));
    let go = (): void => undefined;
    const written = new Promise<void>((resolve) => (go = resolve));
    lists.change = async (next) => {
      lists.change = change;
      arrived();
      await written;
      return change(next);
    };
    const refreshed = core.app.lists.refresh();
    await writing;
    const { kid } = await core.control.consoleToken('plain');
    const asked = core.app.lists.refreshAnew();
    go();
    await Promise.all([refreshed, asked]);
    expect(ids(core)).toContain(kid);
  });

  test('is not replaced by one that was asked for before it', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const earlier = core.app.lists.at(core.app.accounts.require().id).read();
    await held.made;
    const { kid } = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    held.release();
    await earlier;
    core.app.lists.publish();
    expect(ids(core)).toContain(kid);
  });

  test('is not replaced by that of the sign-in, which was asked for before it', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('plain');
    let kid = '';
    core.before('token-sign-in', 'clear-journal', async () => {
      ({ kid } = await core.control.consoleToken('plain'));
      await core.app.lists.refreshAnew();
    });
    await core.signInWithToken(value);
    expect(ids(core)).toContain(kid);
  });

  test('does not lack a token that was generated meanwhile', async () => {
    const { core, transport } = await setupHeld();
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    const { tokenId } = await core.app.generation.generate({
      ttlSeconds: 3600,
      ...unsaid,
      keep: true,
    });
    held.release();
    await refreshed;
    expect(ids(core)).toContain(tokenId);
  });

  test('does not lack a token that was made in place of another meanwhile', async () => {
    const { core, transport } = await setupHeld();
    const { kid } = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    const held = transport.holdNext();
    const refreshed = core.app.lists.refresh();
    await held.made;
    await core.app.rotations.begin([kid], null);
    held.release();
    await refreshed;
    const [rotation] = core.state.rotations;
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: rotation?.newTokenId, listed: true }),
    );
  });

  test('says nothing of a value that was saved after it', async () => {
    const { core, transport } = await setupHeld();
    const { kid, value } = await core.control.consoleToken('plain');
    await core.control.deleteToken(kid);
    // Old enough that a list would name it if it lived.
    core.clock.advance(600_000);
    await core.app.lists.refresh();
    core.clock.advance(1_000);
    const held = transport.holdNext();
    core.app.imports.read(value);
    await core.app.imports.keep(unsaid);
    const stateOf = (): string | undefined =>
      core.state.list.tokens.find(({ id }) => id === kid)?.state;
    expect(core.state.list.stale).toBe(false);
    expect(stateOf()).toBe('cannot-tell');
    await held.made;
    held.release();
    await expect.poll(stateOf).toBe('gone');
  });
});

test('a list that comes once another vault is shown is told to nobody there', async () => {
  const transport = new ListTransport();
  const core = await setupCore({ transport });
  await core.signIn('plain');
  const held = transport.holdNext();
  const refreshed = core.app.lists.refresh();
  await held.made;
  const { list } = core.state;
  core.app.close();
  held.release();
  await refreshed;
  expect(core.state.list).toBe(list);
  expect(core.clock.waits).toEqual([]);
});
