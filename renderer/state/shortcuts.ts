import { m } from '#messages';
import type { State } from '../../preload/contract.ts';
import { shortcut } from '../text/shortcut.ts';

type Platform = State['app']['platform'];

/** A key as a page is told of it, with Ctrl, or Cmd on a Mac, or Shift held down. */
interface Key {
  readonly key: string;
  readonly command?: true;
  readonly shift?: true;
}

interface Shortcut {
  /** Anywhere in the window, or while a row or the head of the list has the keyboard. */
  readonly where: 'window' | 'list';
  readonly keys: readonly [Key, ...Key[]];
  /** What it does, for the help. */
  readonly does: () => string;
  /** The same in a word, where it stands below the list. */
  readonly inFoot?: () => string;
}

/** Every shortcut of the window and of the list, in the order of the help. */
export const shortcuts = {
  commands: {
    where: 'window',
    keys: [{ key: 'k', command: true }],
    does: m.shortcut_commands,
    inFoot: m.keys_commands,
  },
  search: { where: 'window', keys: [{ key: 'f', command: true }], does: m.shortcut_search },
  refresh: {
    where: 'window',
    keys: [{ key: 'r', command: true }, { key: 'F5' }],
    does: m.shortcut_refresh,
  },
  help: { where: 'window', keys: [{ key: 'F1' }], does: m.shortcut_help },
  settings: { where: 'window', keys: [{ key: ',', command: true }], does: m.shortcut_settings },
  lock: { where: 'window', keys: [{ key: 'l', command: true }], does: m.shortcut_lock },
  undo: { where: 'window', keys: [{ key: 'z', command: true }], does: m.shortcut_undo },
  close: { where: 'window', keys: [{ key: 'Escape' }], does: m.shortcut_close },
  move: { where: 'list', keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }], does: m.shortcut_move },
  select: { where: 'list', keys: [{ key: ' ' }], does: m.shortcut_select, inFoot: m.keys_select },
  extend: {
    where: 'list',
    keys: [
      { key: 'ArrowUp', shift: true },
      { key: 'ArrowDown', shift: true },
    ],
    does: m.shortcut_extend,
  },
  all: {
    where: 'list',
    keys: [{ key: 'a', command: true }],
    does: m.shortcut_all,
    inFoot: m.keys_all,
  },
  'search-in-list': {
    where: 'list',
    keys: [{ key: '/' }],
    does: m.shortcut_search,
    inFoot: m.keys_search,
  },
  clear: { where: 'list', keys: [{ key: 'Escape' }], does: m.shortcut_clear },
  details: {
    where: 'list',
    keys: [{ key: 'Enter' }],
    does: m.shortcut_details,
    inFoot: m.keys_details,
  },
  copy: {
    where: 'list',
    keys: [{ key: 'c', command: true }, { key: 'c' }],
    does: m.shortcut_copy,
    inFoot: m.keys_copy,
  },
  label: {
    where: 'list',
    keys: [{ key: 'F2' }],
    does: m.shortcut_label,
    inFoot: m.keys_label,
  },
  delete: {
    where: 'list',
    keys: [{ key: 'Delete' }],
    does: m.shortcut_delete,
    inFoot: m.keys_delete,
  },
  /** Chromium makes a request for a menu of both. */
  menu: {
    where: 'list',
    keys: [{ key: 'ContextMenu' }, { key: 'F10', shift: true }],
    does: m.shortcut_menu,
  },
  generate: { where: 'list', keys: [{ key: 'g' }], does: m.shortcut_generate },
  'help-in-list': { where: 'list', keys: [{ key: '?' }], does: m.shortcut_help },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof shortcuts;

/** All of them by their names, each as a shortcut may be. */
export const shortcutList = Object.entries<Shortcut>(shortcuts).map(([id, shortcut]) => ({
  id: id as ShortcutId,
  ...shortcut,
}));

/**
 * Whether this press is the shortcut. A letter or sign by itself counts once for each press; Shift is
 * what some keyboards write a sign with.
 */
export function isShortcut(id: ShortcutId, event: KeyboardEvent): boolean {
  const named = event.key.length > 1 && !(event.ctrlKey || event.metaKey);
  return hasKeysOf(id, event) && (named || !event.repeat);
}

/** Whether the keys of the shortcut are held down: it was done when they went down. */
export const isHeld = (id: ShortcutId, event: KeyboardEvent): boolean =>
  event.repeat && hasKeysOf(id, event);

function hasKeysOf(id: ShortcutId, event: KeyboardEvent): boolean {
  const { keys }: Shortcut = shortcuts[id];
  return keys.some(({ key, command = false }) => {
    if (event.key.toLowerCase() !== key.toLowerCase() || event.altKey) return false;
    const commanded = event.ctrlKey || event.metaKey;
    if (command) return commanded && !event.shiftKey;
    return key.length > 1 || !commanded;
  });
}

const written: Readonly<Record<string, () => string>> = {
  ' ': m.key_space,
  ArrowDown: m.key_down,
  ArrowUp: m.key_up,
  ContextMenu: m.key_menu,
  Delete: m.key_delete,
  Enter: m.key_enter,
  Escape: m.key_escape,
};

/** The keys of a shortcut as the keyboard writes them, the usual one first. */
export function keysOf(id: ShortcutId, platform: Platform): readonly string[] {
  const { keys }: Shortcut = shortcuts[id];
  return keys.map(({ key, command, shift }) => {
    const name = written[key]?.() ?? key.toUpperCase();
    if (command) return shortcut(name, platform);
    return shift ? `${m.key_shift()}+${name}` : name;
  });
}

/** The usual keys of a shortcut. */
export const keyOf = (id: ShortcutId, platform: Platform): string => keysOf(id, platform)[0] ?? '';
