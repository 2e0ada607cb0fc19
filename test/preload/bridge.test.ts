import { beforeAll, expect, test, vi } from 'vitest';
import { requests, type Bridge } from '../../preload/contract.ts';

type Listener = (event: unknown, message: unknown) => void;
const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  sent: [] as unknown[][],
  listeners: new Map<string, Listener>(),
  once: new Map<string, Listener>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: (...message: unknown[]) => {
      electron.sent.push(message);
      return Promise.resolve({ ok: true });
    },
    on: (channel: string, listener: Listener) => electron.listeners.set(channel, listener),
    once: (channel: string, listener: Listener) => electron.once.set(channel, listener),
    off: (channel: string) => electron.listeners.delete(channel),
  },
  webUtils: { getPathForFile: ({ name }: File) => `/real/${name}` },
}));

let bridge: Bridge;

beforeAll(async () => {
  await import('../../preload/index.ts');
  bridge = electron.exposed.get('vault') as Bridge;
});

test('the page gets the intents of the contract and nothing of Electron', () => {
  expect([...electron.exposed.keys()]).toEqual(['vault']);
  expect(Object.keys(bridge).sort()).toEqual(
    [...Object.keys(requests), 'onAct', 'onChanged', 'onOpenToken', 'openDropped'].sort(),
  );
  for (const [topic, actions] of Object.entries(requests)) {
    const offered = Object.keys(bridge[topic as keyof typeof requests]);
    expect(offered).toEqual(Object.keys(actions).filter((action) => action !== 'openDropped'));
  }
});

test('an intent is sent over its channel with its arguments', async () => {
  electron.sent.length = 0;
  await bridge.values.copy({ tokenId: 'x' });
  await bridge.app.lock();
  expect(electron.sent).toEqual([
    ['values.copy', { tokenId: 'x' }],
    ['app.lock', undefined],
  ]);
});

test('what there is was asked for while the page was read, and is asked for anew from then on', async () => {
  vi.resetModules();
  electron.sent.length = 0;
  await import('../../preload/index.ts');
  const asked = [['app.state', undefined]];
  expect(electron.sent).toEqual([['app.state']]);
  const { app } = electron.exposed.get('vault') as Bridge;
  await app.state();
  expect(electron.sent).toEqual([['app.state']]);
  await app.state();
  expect(electron.sent).toEqual([['app.state'], ...asked]);
});

test('what there was before a change is not handed to the page', async () => {
  vi.resetModules();
  electron.sent.length = 0;
  await import('../../preload/index.ts');
  electron.once.get('changed')?.({}, {});
  await (electron.exposed.get('vault') as Bridge).app.state();
  expect(electron.sent).toEqual([['app.state'], ['app.state', undefined]]);
});

test('the path of a dropped file is named by the preload, never by the page', async () => {
  electron.sent.length = 0;
  await bridge.openDropped(new File(['eyJ'], 'token.txt'));
  expect(electron.sent).toEqual([['imports.openDropped', { path: '/real/token.txt' }]]);
  expect(bridge.imports).not.toHaveProperty('openDropped');
});

test.each(['onChanged', 'onAct', 'onOpenToken'] as const)(
  '%s hands over the message without its event, until it is ended',
  (name) => {
    const channel = { onChanged: 'changed', onAct: 'act', onOpenToken: 'openToken' }[name];
    const heard: unknown[] = [];
    const end = bridge[name]((...all: unknown[]) => heard.push(all));
    const told = electron.listeners.get(channel) as ((...all: unknown[]) => void) | undefined;
    told?.({ sender: 'Electron' }, 'message', 'more');
    expect(heard).toEqual([['message']]);
    end();
    expect(electron.listeners.has(channel)).toBe(false);
  },
);
