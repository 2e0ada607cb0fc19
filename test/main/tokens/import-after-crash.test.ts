import { expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';

test('a value that went missing is imported again, killed before it was filed, and saved at the next start', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { value, kid } = await core.control.consoleToken('empty');
  const said = { label: 'first', note: '', usedIn: '', color: 'none' } as const;
  core.app.imports.read(value);
  await core.app.imports.keep(said);
  await core.untilListed();
  core.keytar.take(tokenItem(kid));
  await expect(core.app.values.copy(kid)).rejects.toMatchObject({ code: 'VALUE_MISSING' });
  const died = core.dieAt('import', 'write-index');
  core.app.imports.read(value);
  void core.app.imports.keep({ ...said, label: 'second' });
  await died;
  await core.restart();
  await core.app.start();
  await core.untilListed();
  expect(core.state.list.tokens).toContainEqual(
    expect.objectContaining({ id: kid, state: 'saved', label: 'second' }),
  );
});

test('a value that cannot be read at the next start is taken up when it can', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { value, kid } = await core.control.consoleToken('empty');
  const died = core.dieAt('import', 'write-index');
  core.app.imports.read(value);
  void core.app.imports.keep({ label: 'x', note: '', usedIn: '', color: 'none' });
  await died;
  await core.restart();
  core.keytar.misread = (text) => text.slice(0, 40);
  await core.app.start();
  expect(core.index.tokens).toEqual([]);
  await core.restart();
  core.keytar.misread = (text) => text;
  await core.app.start();
  await core.untilListed();
  expect(core.index.tokens.map(({ id }) => id)).toEqual([kid]);
});
