import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { requests, type Bridge, type events } from './contract.ts';

/** Not offered to the page as it is: its path comes from a dropped file, below. */
const dropped = 'openDropped';

const topic = (name: string, actions: readonly string[]) =>
  Object.fromEntries(
    actions
      .filter((action) => action !== dropped)
      .map((action) => [
        action,
        (args?: unknown): Promise<unknown> => ipcRenderer.invoke(`${name}.${action}`, args),
      ]),
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
    Object.entries(requests).map(([name, actions]) => [name, topic(name, Object.keys(actions))]),
  ),
  onChanged: listen('changed'),
  onAct: listen('act'),
  onOpenToken: listen('openToken'),
  openDropped: (file: File) => ipcRenderer.invoke(`imports.${dropped}`, { path: pathOf(file) }),
} as unknown as Bridge;

// contextBridge freezes what it exposes.
contextBridge.exposeInMainWorld('vault', bridge);
