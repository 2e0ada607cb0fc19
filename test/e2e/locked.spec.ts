import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf, handOf, refused } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

test('a locked app tells nothing and does nothing until it is unlocked', async ({
  open,
  sandbox,
}) => {
  const journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.empty);
  const { tokenId, value } = await keepToken(journey, 'deploy-prod');
  const vault = bridgeOf(journey.page);
  expect(await vault.app.lock()).toMatchObject({ ok: true });
  const state = JSON.stringify(await vault.app.state());
  expect(state).toContain('"locked":true');
  for (const word of [tokenId, 'deploy-prod', accounts.empty.email, sandbox.origin, value])
    expect(state).not.toContain(word);
  await sandbox.control.clearLog();
  const others = await Promise.all([
    vault.values.copy({ tokenId }),
    vault.values.reveal({ tokenId }),
    vault.tokens.refresh(),
    vault.tokens.delete({ tokenId }),
    vault.session.signOut({ revoke: true }),
    vault.store.health(),
    vault.imports.paste({ text: value }),
  ]);
  for (const answer of others) expect(answer).toEqual(refused('LOCKED'));
  expect(await sandbox.control.log()).toEqual([]);
  await handOf(journey.page).app.unlock();
  expect(await handOf(journey.page).values.copy({ tokenId })).toMatchObject({ ok: true });
});
