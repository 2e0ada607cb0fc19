import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { expect, test as base } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { operation } from '../support/sandbox-control.ts';
import { startTemptingServer, type TemptingServer } from '../support/tempting-server.ts';
import { unsaid } from '../support/unsaid.ts';

// What main/auth-api/transport.ts and main/shell/network.ts ask of Chromium, each by its effect.

const test = base.extend<{ readonly tempting: TemptingServer }>({
  tempting: async ({ sandbox }, use) => {
    const server = await startTemptingServer(sandbox.origin);
    await use(server);
    server.close();
  },
});

/** The two sessions of main/shell/network.ts. */
const partitions = ['auth-api', 'generate'] as const;

for (const own of [true, false])
  test(
    `what may be cached is asked for each time, in a session ${own ? 'of the app' : 'with a cache'}`,
    { tag: '@long' },
    async ({ open, tempting }) => {
      const journey = await open();
      // The sessions have no cache, and requests ask for none: each holds without the other.
      if (!own)
        await journey.app.evaluate(({ session }, names) => {
          for (const name of names) {
            const caching = session.fromPartition(`${name} with a cache`, { cache: true });
            session.fromPartition(name).fetch = (url, init) => caching.fetch(url, init);
          }
        }, partitions);
      await journey.manager.enter(tempting.origin, accounts.empty);
      const asked = () =>
        tempting.requests.filter(({ path }) => path === operation.generate.path).length;
      const before = asked();
      const one = await keepToken(journey, 'one');
      const two = await keepToken(journey, 'two');
      expect(two.value).not.toBe(one.value);
      expect(asked()).toBe(before + 2);
      // The list is asked for as well: both are on it.
      await bridgeOf(journey.page).tokens.refresh();
      for (const { tokenId } of [one, two])
        await expect(journey.manager.row(tokenId)).toContainText('Saved and live');
    },
  );

test(
  'the sessions themselves have no cache',
  { tag: '@long' },
  async ({ open, sandbox, tempting }) => {
    const { app } = await open();
    const { value } = await sandbox.control.consoleToken('plain');
    // Each asks its own address twice; only a 200 would be kept.
    const statuses = await app.evaluate(
      async ({ session }, { url, authorization, names }) => {
        const seen: number[] = [];
        for (const name of [...names, ...names]) {
          const from = session.fromPartition(name);
          const answer = await from.fetch(`${url}?${name}`, { headers: { authorization } });
          await answer.text();
          seen.push(answer.status);
        }
        return seen;
      },
      {
        url: tempting.origin + operation.list.path,
        authorization: `Bearer ${value}`,
        names: partitions,
      },
    );
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(tempting.requests).toHaveLength(4);
  },
);

test('a cookie is neither kept nor sent', { tag: '@long' }, async ({ open, tempting }) => {
  const journey = await open();
  // One that stands there already, however it came.
  await journey.app.evaluate(
    async ({ session }, { url, names }) => {
      for (const name of names)
        await session.fromPartition(name).cookies.set({ url, name: 'old', value: 'old' });
    },
    { url: tempting.origin, names: partitions },
  );
  await journey.manager.enter(tempting.origin, accounts.empty);
  await keepToken(journey, 'one');
  await bridgeOf(journey.page).tokens.refresh();
  const cookies = await journey.app.evaluate(async ({ session }, names) => {
    const all = names.map((name) => session.fromPartition(name).cookies.get({}));
    return (await Promise.all(all)).flat().map(({ name }) => name);
  }, partitions);
  expect(cookies).toEqual(['old', 'old']);
  expect(tempting.requests.length).toBeGreaterThan(4);
  for (const { headers } of tempting.requests) expect(headers.cookie).toBeUndefined();
});

test(
  'a redirect is not followed, and the other server is told nothing',
  { tag: '@long' },
  async ({ open, sandbox, tempting }) => {
    const journey = await open();
    await journey.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId } = await keepToken(journey, 'one');
    const vault = handOf(journey.page);
    const location = `${tempting.origin}/elsewhere`;
    const answer = { kind: 'redirect', location, status: 307 } as const;
    await sandbox.control.fault({ ...operation.list, answer });
    await vault.tokens.refresh();
    expect(await vault.app.state()).toMatchObject({
      value: { list: { status: 'failed', error: { code: 'REDIRECTED' } } },
    });
    await sandbox.control.fault({ ...operation.delete, answer });
    expect(await vault.tokens.delete({ tokenId })).toMatchObject({ error: { code: 'REDIRECTED' } });
    await sandbox.control.fault({ ...operation.generate, answer });
    expect(await vault.tokens.generate({ ttlSeconds: 3600, ...unsaid, keep: true })).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    expect(tempting.requests).toEqual([]);
  },
);

test(
  'each generate has a connection that nothing else uses, before or after',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    await journey.manager.enter(sandbox.origin, accounts.empty);
    await keepToken(journey, 'one');
    await bridgeOf(journey.page).tokens.refresh();
    await keepToken(journey, 'two');
    await bridgeOf(journey.page).tokens.refresh();
    const log = await sandbox.control.log();
    const isGenerate = ({ path }: { readonly path: string }) =>
      path.startsWith(operation.generate.path);
    const used = log.filter(isGenerate).map(({ socket }) => socket);
    expect(used).toHaveLength(3); // the app's own token is the first
    for (const socket of used)
      expect(log.filter((entry) => entry.socket === socket)).toHaveLength(1);
    // The others do share theirs, so that there was one to use.
    const others = log.filter((entry) => !isGenerate(entry)).map(({ socket }) => socket);
    expect(new Set(others).size).toBeLessThan(others.length);
  },
);
