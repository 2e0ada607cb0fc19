import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { tokenWith } from '../../support/core/token-values.ts';
import { setup } from './importing.ts';
import { unsaid } from '../../support/unsaid.ts';

const kid = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';

describe('a value that is read', () => {
  test.each<[string, (value: string) => string]>([
    ['as it is', (value) => value],
    ['with white space around it', (value) => `  ${value}\r\n`],
    ['in quotes', (value) => `"${value}"`],
    ['with "Bearer" before it', (value) => `Bearer ${value}`],
    ['in a line of a shell', (value) => `export IONOS_TOKEN="${value}"\n`],
  ])('%s says what it is, and is not kept yet', async (_, written) => {
    const { core, id, value } = await setup();
    expect(core.app.imports.read(written(value))).toMatchObject({
      id,
      contractNumber: accounts.plain.contracts[0],
      userId: accounts.plain.userId,
      role: 'owner',
      bytes: Buffer.byteLength(value),
      expired: false,
      otherContract: false,
      otherUser: false,
      alreadySaved: false,
      fileName: null,
      fileHasMore: false,
    });
    expect(core.keytar.items().has(tokenItem(id))).toBe(false);
    expect(core.index.tokens.some((token) => token.id === id)).toBe(false);
  });

  test.each([
    ['', 'TOKEN_EMPTY'],
    [' \n', 'TOKEN_EMPTY'],
    [kid, 'TOKEN_IS_UUID'],
    [` ${kid.toUpperCase()}\n`, 'TOKEN_IS_UUID'],
    [`${'0123456789abcdef'.repeat(2)}.${'aB3-_'.repeat(10)}`, 'TOKEN_IS_API_KEY'],
    ['a word', 'TOKEN_NOT_JWT'],
    ['eyJ.eyJ.x', 'TOKEN_NOT_JWT'],
    [tokenWith({}, {}), 'TOKEN_NOT_JWT'],
    [tokenWith({ kid: 'no id' }, {}), 'TOKEN_NOT_JWT'],
    [`${tokenWith({ kid }, {})}.more`, 'TOKEN_NOT_JWT'],
    [tokenWith({ kid }, { iat: 1 }).replace(/(.{70})/g, '$1\n'), 'TOKEN_BROKEN'],
    [`${tokenWith({ kid }, { iat: 1 })},${tokenWith({ kid }, { iat: 2 })}`, 'TOKEN_SEVERAL'],
  ])('%j is refused: %s', async (text, code) => {
    const { core, value } = await setup();
    core.app.imports.read(value);
    expect(() => core.app.imports.read(text)).toThrow(expect.objectContaining({ code }) as Error);
    // What was read before is no longer waiting: nobody keeps it by mistake.
    await expect(core.app.imports.keep(unsaid)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('needs an account', async () => {
    const core = await setupCore();
    expect(() => core.app.imports.read(tokenWith({ kid }, {}))).toThrow('NOT_SIGNED_IN');
  });
});
