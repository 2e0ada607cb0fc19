import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf, refused } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { unsaid } from '../support/unsaid.ts';

test(
  'what is pasted for import is read, or refused by what it is',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.plain);
    const { imports } = handOf(page);
    const bad = {
      '  \n': 'TOKEN_EMPTY',
      '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0': 'TOKEN_IS_UUID',
      [`${'0123456789abcdef'.repeat(2)}.${'aB3-_'.repeat(10)}`]: 'TOKEN_IS_API_KEY',
      'not a token': 'TOKEN_NOT_JWT',
      [`eyJ${'x'.repeat(20_000)}`]: 'TOKEN_NOT_JWT',
      [`eyJ${'x'.repeat(1_000_000)}`]: 'INVALID_REQUEST',
    };
    for (const [text, code] of Object.entries(bad))
      expect(await imports.paste({ text })).toEqual(refused(code));
    expect(await imports.keep(unsaid)).toEqual(refused('NOTHING_PENDING'));
    expect(await imports.environment()).toEqual(refused('TOKEN_EMPTY'));

    const other = await sandbox.control.consoleToken('empty');
    expect(await imports.paste({ text: ` ${other.value}\n` })).toMatchObject({
      value: { id: other.kid, otherContract: true, otherUser: true },
    });
    const mine = await sandbox.control.consoleToken('plain');
    expect(await imports.paste({ text: `${mine.value}\n` })).toMatchObject({
      value: { id: mine.kid, otherContract: false, otherUser: false, alreadySaved: false },
    });
    expect(await imports.keep({ ...unsaid, label: 'from the console' })).toEqual({
      ok: true,
      value: { tokenId: mine.kid, kept: 'keychain' },
    });
    expect(await imports.deleteFile()).toEqual(refused('NOTHING_PENDING'));
    await expect(manager.row(mine.kid)).toContainText('Saved and live');
  },
);
