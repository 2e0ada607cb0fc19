import { describe, expect, test } from 'vitest';
import { interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { operation, resetAfter } from '../../support/sandbox-control.ts';

const live = async (core: Core, id: string | undefined): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

/** Until nothing of a request can show up any more. */
async function untilOver(core: Core): Promise<void> {
  for (const ms of [0, 5_000, 30_000, 120_000, 30_000]) await pass(core, ms);
}

describe('the person', () => {
  test('keeps what was found: nothing is deleted, the question is closed', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    await core.app.settler.answers.keep(operationId, null);
    expect(core.state.ghosts).toMatchObject([{ status: 'answered', candidates: [] }]);
    const [id] = await made();
    expect(await live(core, id)).toBe(true);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
    await pass(core, 24 * 3_600_000);
    expect(core.state.ghosts).toEqual([]);
  });

  test('keeps while the list is being read: it is not asked again', async () => {
    const { core, operationId } = await interrupted();
    await pass(core, 0);
    await core.control.clearLog();
    const held = await core.control.fault({ ...operation.list, hold: 'after' });
    const checked = core.app.settler.check(operationId);
    await core.control.waitForLog((log) => log.length === 1);
    await core.app.settler.answers.keep(operationId, null);
    await core.control.release(held);
    await checked;
    expect(core.state.ghosts).toMatchObject([{ status: 'answered', candidates: [] }]);
    await untilOver(core);
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('keeps while a list is read after the last one that was due: what comes with it is asked about', async () => {
    const { core, operationId, made } = await interrupted({
      ...resetAfter,
      secondClient: { when: 'before' },
      late: { seconds: 200 },
    });
    await untilOver(core);
    const [found = ''] = named(core);
    expect(core.state.ghosts).toMatchObject([{ status: 'found', nextCheckAt: null }]);
    await pass(core, 30_000);
    await core.control.clearLog();
    const held = await core.control.fault({ ...operation.list, hold: 'after' });
    const checked = core.app.settler.check(operationId);
    await core.control.waitForLog((log) => log.length === 1);
    await core.app.settler.answers.keep(operationId, found);
    await core.control.release(held);
    await checked;
    const late = (await made()).filter((id) => id !== found);
    expect(late).toHaveLength(1);
    expect(named(core)).toEqual(late);
  });

  test('revokes what was found: it is deleted, the question is closed', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await core.app.settler.answers.revoke(operationId, id);
    expect(await live(core, id)).toBe(false);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(core.state.list.tokens.map((token) => token.id)).not.toContain(id);
    expect(await core.journal()).toEqual([]);
  });

  test('revokes one of two: the other stays in question', async () => {
    const { core, operationId, made } = await interrupted({
      ...resetAfter,
      secondClient: { when: 'before' },
    });
    await pass(core, 0);
    const [first = '', second = ''] = await made();
    await core.app.settler.answers.revoke(operationId, first);
    expect(named(core)).toEqual([second]);
    expect(await core.journal()).toHaveLength(1);
    await core.app.settler.answers.revoke(operationId, second);
    await untilOver(core);
    expect(await core.journal()).toEqual([]);
  });

  test('cannot revoke what is not in question', async () => {
    const { core, operationId } = await interrupted();
    await pass(core, 0);
    const own = core.app.accounts.current?.ownTokenId ?? '';
    await expect(core.app.settler.answers.revoke(operationId, own)).rejects.toMatchObject({
      code: 'NOTHING_PENDING',
    });
    await expect(core.app.settler.answers.revoke(own, own)).rejects.toMatchObject({
      code: 'NOTHING_PENDING',
    });
    expect(await live(core, own)).toBe(true);
  });

  test('is told when a 404 does not prove that it is gone', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    const answer = { kind: 'status', status: 404 } as const;
    await core.control.fault({ ...operation.delete, answer });
    await expect(core.app.settler.answers.revoke(operationId, id)).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
    expect(named(core)).toEqual([id]);
    expect(await core.journal()).toHaveLength(1);
  });

  test.each([
    ['somebody else deleted it', async (core: Core, id: string) => core.control.deleteToken(id)],
    [
      'the answer was lost',
      async (core: Core) => core.control.fault({ ...operation.delete, ...resetAfter }),
    ],
  ])('revokes where %s', async (_, happen) => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await happen(core, id);
    await core.app.settler.answers.revoke(operationId, id);
    expect(await live(core, id)).toBe(false);
    await untilOver(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test.each([
    [
      'revokes',
      (core: Core, id: string, found: string) => core.app.settler.answers.revoke(id, found),
    ],
    [
      'keeps, as its own,',
      (core: Core, id: string, found: string) => core.app.settler.answers.keep(id, found),
    ],
    ['keeps, as another’s,', (core: Core, id: string) => core.app.settler.answers.keep(id, null)],
  ])('%s what another program made, and is asked about what comes late', async (_, answer) => {
    const { core, operationId, made } = await interrupted({
      ...resetAfter,
      secondClient: { when: 'before' },
      late: { seconds: 45 },
    });
    await pass(core, 0);
    const [found = ''] = named(core);
    expect(named(core)).toHaveLength(1);
    await answer(core, operationId, found);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    expect(named(core)).toEqual((await made()).filter((id) => id !== found));
    await start(core);
    expect(named(core)).toEqual((await made()).filter((id) => id !== found));
  });

  test('answers while nobody is signed in: it goes on when somebody is', async () => {
    const { core, operationId, made } = await interrupted();
    await pass(core, 0);
    const [id = ''] = await made();
    await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([{ status: 'found', nextCheckAt: null }]);
    await core.app.settler.answers.keep(operationId, id);
    expect(await core.journal()).toMatchObject([{ answered: [id] }]);
    await core.signIn('empty');
    await untilOver(core);
    expect(named(core)).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('looks again whenever they like', async () => {
    const { core, operationId, made } = await interrupted({ ...resetAfter, late: { seconds: 2 } });
    await pass(core, 0);
    expect(named(core)).toEqual([]);
    core.clock.advance(3_000);
    await core.app.settler.check(operationId);
    expect(named(core)).toEqual(await made());
    expect(core.clock.waits.filter((ms) => ms <= 120_000)).toHaveLength(1);
  });
});
