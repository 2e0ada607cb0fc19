import { expect, test } from 'vitest';
import { operation } from '../../support/sandbox-control.ts';
import { isLive, look, nearItsEnd, ownId, signsIn } from './renewing.ts';

test('a new token of another person takes nobody’s place: the old one signs in', async () => {
  const { core, old } = await nearItsEnd();
  const { value } = await core.control.consoleToken('plain');
  const headers = { 'content-type': 'application/json' };
  const answer = { kind: 'custom', headers, body: JSON.stringify({ token: value }) } as const;
  await core.control.fault({ ...operation.generate, answer });
  await look(core);
  expect([ownId(core), signsIn(core).id, await isLive(core, old)]).toEqual([old, old, true]);
});
