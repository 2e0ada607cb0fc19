import electron from 'electron';

/** How the platform's clipboard is written; what could be hidden is said, not assumed. */
export interface ClipboardDriver {
  /**
   * @param transient whether it will be cleared, which some clipboard managers are told.
   * @returns whether the text is hidden from clipboard histories.
   */
  writeSecret(text: string, transient: boolean): Promise<{ readonly concealed: boolean }>;
  writeText(text: string): Promise<void>;
  readText(): Promise<string>;
  clear(): void;
}

/** Says that the text will not stay: true only of what is cleared. */
const transientMarker = 'org.nspasteboard.TransientType';

/** The formats by which clipboard histories know a secret, and what each holds. */
const markers: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array>>>>> = {
  // http://nspasteboard.org
  darwin: {
    'org.nspasteboard.ConcealedType': new Uint8Array(),
    [transientMarker]: new Uint8Array(),
  },
  // https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats: DWORD 0
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: new Uint8Array(4),
    CanIncludeInClipboardHistory: new Uint8Array(4),
    CanUploadToCloudClipboard: new Uint8Array(4),
  },
  // KDE's Klipper and those that follow it
  linux: { 'x-kde-passwordManagerHint': new TextEncoder().encode('secret') },
};

type ItemConstructor = new (items: Record<string, Blob | string>) => unknown;
interface LegacyClipboard {
  clear(type: 'selection'): void;
}
interface ModernClipboard {
  write(items: readonly unknown[]): Promise<void>;
}

/** The driver of this Electron: from 44 on text and markers go in one commit. */
export function electronClipboard(): ClipboardDriver {
  const { clipboard } = electron;
  // Absent before Electron 44, whatever the types say.
  const Item: unknown = Reflect.get(electron, 'ClipboardItem');
  const modern = typeof Item === 'function';
  /** Chromium on X11 puts every copied text into PRIMARY too, where a middle click would paste it. */
  const emptySelection = (): void => {
    if (process.platform !== 'linux') return;
    if (modern) clipboard.selection.clear();
    else (clipboard as unknown as LegacyClipboard).clear('selection');
  };
  const plain = {
    // Before 44 these return at once; awaiting is right for both.
    writeText: async (text: string) => {
      await clipboard.writeText(text);
      emptySelection();
    },
    readText: async () => clipboard.readText(),
    clear: () => {
      clipboard.clear();
    },
  };
  if (!modern) return { ...plain, writeSecret: legacyWrite(plain.writeText) };
  const write = modernWrite(clipboard, Item as ItemConstructor);
  return {
    ...plain,
    writeSecret: async (text, transient) => {
      const result = await write(text, transient);
      emptySelection();
      return result;
    },
  };
}

/** Text and markers in one commit. Exported for its test. */
export function modernWrite(
  clipboard: ModernClipboard,
  Item: ItemConstructor,
  platform: NodeJS.Platform = process.platform,
): ClipboardDriver['writeSecret'] {
  return async (text, transient) => {
    const all = Object.entries(markers[platform] ?? {});
    const fitting = all.filter(([format]) => transient || format !== transientMarker);
    const formats = fitting.map(([format, bytes]) => [
      `electron application/osclipboard;format="${format}"`,
      new Blob([new Uint8Array(bytes)]),
    ]);
    const items = { 'text/plain': text, ...Object.fromEntries(formats) } as Record<
      string,
      string | Blob
    >;
    await clipboard.write([new Item(items)]);
    return { concealed: formats.length > 0 };
  };
}

/** Before 44 each write empties the clipboard first, so that a marker would remove the text. */
export function legacyWrite(
  writeText: (text: string) => Promise<void>,
): ClipboardDriver['writeSecret'] {
  return async (text) => {
    await writeText(text);
    return { concealed: false };
  };
}
