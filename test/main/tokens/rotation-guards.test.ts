import { expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import {
  isLive,
  newId,
  notesOf,
  refuseNew,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const json = (token: string) =>
  ({
    kind: 'custom',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }) as const;

test('a new value that is not here any more is used for nothing, and moves nothing', async () => {
  const { core, old } = await setup();
  refuseNew(core);
  await rotate(core, old);
  core.keytar.take(tokenItem(newId(core)));
  await core.control.clearLog();
  await expect(core.app.rotations.goOn(shown(core).id)).rejects.toMatchObject({
    code: 'VALUE_MISSING',
  });
  expect(await core.control.requests(operation.list)).toEqual([]);
  expect([notesOf(core, old), shown(core).stage]).toEqual([said, 'refused']);
  expect(await isLive(core, old)).toBe(true);
});

test('without a keychain nothing is made: in memory alone a new value could be lost', async () => {
  const { core, old } = await setup();
  core.keytar.mode = 'no-service';
  await core.control.clearLog();
  expect(await rotate(core, old)).toMatchObject({ stage: null, error: { code: 'STORE_ABSENT' } });
  expect(await core.control.requests(operation.generate)).toEqual([]);
});

test('a new value of another contract than asked is not used in place of the old one', async () => {
  const core = await setupCore();
  const [asked, other] = accounts.twoContracts.contracts;
  await core.signIn('twoContracts', asked);
  const { tokenId: old } = await core.generate({ label: 'deploy' });
  await core.app.generated.close();
  await core.untilListed();
  const { value, kid } = await core.control.consoleToken('twoContracts', { contract: other });
  await core.control.fault({ ...operation.generate, answer: json(value) });
  await core.control.clearLog();
  const [outcome] = await core.app.rotations.begin([old], null);
  expect(outcome).toMatchObject({ stage: 'unused', error: { code: 'CONTRACT_MISMATCH' } });
  // It is kept under its own name all the same.
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
  expect(notesOf(core, old).label).toBe('deploy');
});
