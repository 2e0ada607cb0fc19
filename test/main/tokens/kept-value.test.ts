import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { keepValue, type Filing } from '../../../main/tokens/kept-value.ts';
import { blankNote, indexFile } from '../../../main/vault/index-file.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { stateSchema } from '../../../preload/contract/state.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { tokenWith } from '../../support/core/token-values.ts';

const kid = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const filed: Filing = { origin: 'https://api.ionos.com', said: { label: 'staging' }, madeBy: null };

const keep = (core: Core, value: string, under = filed): Promise<void> =>
  keepValue(core.app.workspace, core.app.workspace.stores.keychain, value, under);

describe('a value that is kept', () => {
  test('is in the keychain under its own id, and filed', async () => {
    const core = await setupCore();
    const value = tokenWith(
      { kid },
      { iat: 1, exp: 2, identity: { contractNumber: 3, uuid: 'u' } },
    );
    await keep(core, value);
    expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
    expect(core.index.tokens).toEqual([
      {
        id: kid,
        origin: 'https://api.ionos.com',
        contractNumber: 3,
        userId: 'u',
        issuedAt: 1000,
        expiresAt: 2000,
        savedAt: core.clock.now(),
        madeBy: null,
      },
    ]);
    expect(core.index.notes).toEqual([{ ...blankNote(kid), label: 'staging' }]);
  });

  test('keeps what was said of it before, and gets what was not', async () => {
    const core = await setupCore();
    const value = tokenWith({ kid }, {});
    await keep(core, value);
    await keep(core, value, { ...filed, said: {} });
    expect(core.index.notes).toMatchObject([{ label: 'staging', note: '' }]);
    await keep(core, value, { ...filed, said: { label: 'production', note: 'ask Kim' } });
    expect(core.index.notes).toMatchObject([{ label: 'staging', note: 'ask Kim' }]);
  });

  test('is not filed where it could not be read back', async () => {
    const core = await setupCore();
    core.keytar.cutAt = 100;
    await expect(keep(core, tokenWith({ kid }, {}))).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
    expect(core.index.tokens).toEqual([]);
  });

  test('is not spoilt by a store that cuts, where it is kept once more', async () => {
    const core = await setupCore();
    const value = tokenWith({ kid }, {});
    await keep(core, value);
    core.keytar.cutAt = 100;
    await keep(core, value);
    expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
  });

  test('in memory leaves nothing in the index', async () => {
    const core = await setupCore();
    const { workspace } = core.app;
    await keepValue(workspace, workspace.stores.session, tokenWith({ kid }, {}), filed);
    expect(workspace.stores.session.has(tokenItem(kid))).toBe(true);
    expect(core.index.tokens).toEqual([]);
  });
});

const odd = fc.oneof(fc.double(), fc.integer(), fc.string({ maxLength: 400 }), fc.constant(null));

test('whatever a value says of itself, the index can be read again and the state be shown', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const claims = fc.record(
    {
      iat: fc.double({ min: 0, max: 1e11, noNaN: true }),
      exp: fc.double({ min: 0, max: 1e11, noNaN: true }),
      identity: fc.record(
        { uuid: odd, contractNumber: odd, role: odd, privileges: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  const { origin } = core.sandbox;
  await fc.assert(
    fc.asyncProperty(claims, async (payload) => {
      await keep(core, tokenWith({ kid }, payload), { ...filed, origin });
      core.app.lists.publish();
      expect(v.safeParse(stateSchema, core.state).issues).toBeUndefined();
      const again = indexFile(core.files, `${core.folder}/index.json`);
      expect((await again.load(0)).tokens).toHaveLength(1);
      expect(again.setAside).toBe(false);
    }),
    { numRuns: 60 },
  );
});
