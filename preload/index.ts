import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge, events } from './contract.ts';
import { requestNames } from './request-names.ts';

/** Not offered to the page as it is: its path comes from a dropped file, below. */
const dropped = 'openDropped';

/** What the page asks for first is asked for while it is still read: for the first who asks, unless it changed since. */
let early: Promise<unknown> | null = ipcRenderer.invoke('app.state');
const takeEarly = (): Promise<unknown> | null => {
  const taken = early;
  early = null;
  return taken;
};
ipcRenderer.once('changed', () => {
  early = null;
});

const ask = (channel: string, args?: unknown): Promise<unknown> =>
  (channel === 'app.state' ? takeEarly() : null) ?? ipcRenderer.invoke(channel, args);

const topic = (name: string, actions: readonly string[]) =>
  Object.fromEntries(
    actions
      .filter((action) => action !== dropped)
      .map((action) => [action, (args?: unknown) => ask(`${name}.${action}`, args)]),
  );

/** Subscribes the page to an event of main; returns the end of the subscription. */
const listen = (channel: keyof typeof events) => (listener: (message: unknown) => void) => {
  // The event object stays here: it would hand the page Electron's sender.
  const forward = (_event: IpcRendererEvent, message: unknown): void => {
    listener(message);
  };
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.off(channel, forward);
  };
};

/** Of what the page dropped; nowhere for what is no file of the disk. */
function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file);
  } catch {
    return '';
  }
}

const bridge = {
  ...Object.fromEntries(
    Object.entries(requestNames).map(([name, actions]) => [name, topic(name, actions)]),
  ),
  onChanged: listen('changed'),
  onAct: listen('act'),
  onOpenToken: listen('openToken'),
  openDropped: (file: File) => ipcRenderer.invoke(`imports.${dropped}`, { path: pathOf(file) }),
} as unknown as Bridge;

// contextBridge freezes what it exposes.
contextBridge.exposeInMainWorld('vault', bridge);
