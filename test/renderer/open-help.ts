import { aHealth, aList, anId, aToken, now } from './build.ts';
import { done, ok, type FakeBridge } from './fake-bridge.ts';
import { dialog, open, row, visible } from './open.ts';

export const about = {
  electron: '45.4.1',
  chromium: '150.0',
  node: '24.1',
  system: 'Linux 6.1 x64',
  dataFolder: '/home/kim/.config/Token Vault',
  chromiumLicences: '/opt/token-vault/LICENSES.chromium.html',
};
export const help = () => dialog('Help');

export const tokens = ['aaaaaaaa', 'bbbbbbbb'].map((start, index) =>
  aToken({ id: anId(start), createdAt: now - index * 60_000, kept: 'keychain' }),
);

export async function setup() {
  const bridge: FakeBridge = await open(
    { list: aList({ tokens }) },
    {
      app: { about: () => ok(about), lock: done },
      tokens: {
        describe: ({ label = '' }) => {
          const [first, ...rest] = bridge.state.list.tokens;
          bridge.emit({ list: aList({ tokens: first ? [{ ...first, label }, ...rest] : rest }) });
          return done();
        },
      },
      store: { health: () => ok(aHealth()) },
      values: { copy: () => ok({ clearsAt: null }) },
    },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

export const box = (name: string) => row(name).getByRole('checkbox');
