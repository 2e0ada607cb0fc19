import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';
import { knownId } from '../support/known-id.ts';
import { generate, inTrial, own, request, signedIn, trial } from './trial-setup.ts';
import { unsaid } from '../support/unsaid.ts';

describe('the value of a token that is not of the trial', () => {
  const said = { label: 'prod', note: '', usedIn: '', color: 'none' } as const;

  /** A token of another server, which stands for IONOS. */
  const real = async () => (await setupSandbox()).control.consoleToken('empty');

  test('is not imported in it, and leaves no trace', async () => {
    const core = await inTrial();
    const { value } = await real();
    const { imports, workspace } = core.profiles.current;
    const before = { items: new Map(core.keytar.items(trial)), index: workspace.index.content };
    expect(() => imports.read(value)).toThrow(
      expect.objectContaining({ code: 'TOKEN_NOT_OF_TRIAL' }),
    );
    await expect(imports.keep(said)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect({ items: core.keytar.items(trial), index: workspace.index.content }).toEqual(before);
  });

  test('is imported once the trial is left', async () => {
    const core = await signedIn();
    const { kid, value } = await real();
    await core.profiles.startTrial();
    await core.profiles.leaveTrial();
    core.profiles.current.imports.read(value);
    await core.profiles.current.imports.keep(said);
    expect(core.keytar.items(own).get(tokenItem(kid))).toBe(value);
  });

  test('stays in the keychain when the trial is left, where an earlier version took it', async () => {
    const core = await inTrial();
    const { kid, value } = await real();
    const { index } = core.profiles.current.workspace;
    core.keytar.put(tokenItem(kid), value, trial);
    const entry = { id: kid, origin: 'sandbox:', contractNumber: null, userId: null };
    const dates = { issuedAt: null, expiresAt: null, savedAt: 0, madeBy: null };
    await index.change((content) => ({ ...content, tokens: [{ ...entry, ...dates }] }));
    await generate(core);
    await core.profiles.leaveTrial();
    expect(core.keytar.items(trial)).toEqual(new Map([[tokenItem(kid), value]]));
  });
});

test('a token of the trial is imported in it, and goes with it', async () => {
  const core = await inTrial();
  const { generation, generated, imports } = core.profiles.current;
  const made = await generation.generate({ ...request, keep: false });
  await generated.close();
  imports.read(made.value);
  await imports.keep(unsaid);
  expect(core.keytar.items(trial).get(tokenItem(knownId(made)))).toBe(made.value);
  await core.profiles.leaveTrial();
  expect(core.keytar.items(trial)).toEqual(new Map());
});
