import { on } from 'svelte/events';
import type { Attachment } from 'svelte/attachments';
import { focusSearch } from '../views/focus-search.ts';
import { isShortcut } from './shortcuts.ts';
import type { Selection } from './selection.svelte.ts';
import type { Point } from './token-menu.svelte.ts';

interface List {
  readonly selection: Selection;
  /** The ids in the order shown. */
  readonly order: () => readonly string[];
  /** Asked to delete what is selected. */
  readonly onDelete: () => void;
  /** Escape, after the selection went. */
  readonly onEscape: () => void;
  /** Asked for the details of a row: a click on its name, or Enter. */
  readonly onOpen: (id: string) => void;
  /** A row was chosen by itself: details that are open follow. */
  readonly onFollow: (id: string) => void;
  /** Asked to copy the value of a row: Ctrl or Cmd with C. */
  readonly onCopy: (id: string) => void;
  /** Asked to generate a token: G. */
  readonly onGenerate: () => void;
  /** Asked for the help: "?". */
  readonly onHelp: () => void;
  /** Asked for the menu of a row, at this place. */
  readonly onMenu: (id: string, at: Point, byKey: boolean) => void;
  /** Asked to edit the label in place: F2, or a double click on the name. */
  readonly onRename: (id: string) => void;
}

const rowOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('button, input, a') : null;

const boxOf = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('input[type=checkbox]');

/** A label that is being edited keeps its clicks and keys. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'text';

/** The name opens the details; a button that stands in it does what it says. */
const isName = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[data-details]') !== null &&
  controlOf(target) === null;

/** Details take room from the list: they wait for the second click, which would hit another row. */
const doubleClickMs = 250;
let opening: ReturnType<typeof setTimeout> | undefined;

function clicked(list: List, event: MouseEvent): void {
  const { selection, order } = list;
  if (isTyping(event.target)) return;
  const row = rowOf(event.target);
  const id = row?.dataset['id'];
  if (!row || !id) return;
  const control = controlOf(event.target);
  if (control && !(control instanceof HTMLInputElement)) return;
  if (event.shiftKey) selection.extend(id, order());
  else if (control || event.ctrlKey || event.metaKey) selection.toggle(id);
  else {
    selection.only(id);
    clearTimeout(opening);
    list.onFollow(id);
    if (isName(event.target) && event.detail < 2)
      opening = setTimeout(list.onOpen, doubleClickMs, id);
  }
  // The browser has turned the box already; a range keeps it on.
  if (control instanceof HTMLInputElement) control.checked = selection.has(id);
  // The keys of the list go on from here: a click beside a control has left the keyboard nowhere.
  else boxOf(row)?.focus({ preventScroll: true });
}

/** Where an arrow leads from row `at`; null: the key is no movement. */
function movedTo(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'PageDown') return Math.min(at + 10, count - 1);
  if (key === 'PageUp') return Math.max(at - 10, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** The same control of another row: who walks down the boxes stays on the boxes. */
function focusRow(table: HTMLElement, id: string, from: EventTarget | null): void {
  const row = table.querySelector<HTMLElement>(`[data-id="${id}"]`);
  const act = from instanceof HTMLButtonElement ? from.dataset['act'] : undefined;
  const same = act === undefined ? null : row?.querySelector<HTMLElement>(`[data-act="${act}"]`);
  (same ?? (row && boxOf(row)))?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/**
 * Keys of the list as a whole, whichever of its rows or heads has the keyboard: letters do something
 * here alone, so that nobody who speaks or types meets them. True: it was one.
 */
function pressedAnywhere(list: List, event: KeyboardEvent): boolean {
  const { selection } = list;
  if (isShortcut('delete', event) && selection.ids.size > 0) list.onDelete();
  else if (isShortcut('all', event)) selection.set(list.order());
  else if (isShortcut('generate', event)) list.onGenerate();
  else if (isShortcut('search-in-list', event)) focusSearch();
  else if (isShortcut('help-in-list', event)) list.onHelp();
  else if (isShortcut('clear', event)) {
    selection.clear();
    list.onEscape();
  } else return false;
  return true;
}

/** Keys on a row. True: it was one. */
function pressedOnRow(list: List, id: string, event: KeyboardEvent): boolean {
  const { selection } = list;
  const button = event.target instanceof HTMLButtonElement;
  if (isShortcut('delete', event)) {
    selection.only(id);
    list.onDelete();
  } else if (isShortcut('label', event)) {
    list.onRename(id);
  } else if (isShortcut('details', event) && !button) {
    selection.only(id);
    list.onOpen(id);
  } else if (isShortcut('copy', event)) {
    list.onCopy(id);
  } else return false;
  return true;
}

/** Arrows and their like, from a row or from the head above the first one. True: it was one. */
function moved(list: List, table: HTMLElement, id: string | null, event: KeyboardEvent): boolean {
  const order = list.order();
  const to = movedTo(event.key, id === null ? -1 : order.indexOf(id), order.length);
  const next = to === null ? undefined : order[to];
  if (next === undefined) return false;
  if (event.shiftKey) list.selection.extend(next, order);
  else if (list.selection.moved(id, next)) list.onFollow(next);
  focusRow(table, next, event.target);
  return true;
}

function pressed(list: List, table: HTMLElement, event: KeyboardEvent): void {
  // A field and the choice of the order keep their keys.
  if (isTyping(event.target) || event.target instanceof HTMLSelectElement) return;
  const id = rowOf(event.target)?.dataset['id'] ?? null;
  const taken =
    moved(list, table, id, event) ||
    pressedAnywhere(list, event) ||
    (id !== null && pressedOnRow(list, id, event));
  if (taken) event.preventDefault();
}

/** A right click; the Menu key and Shift+F10, which the browser turns into the same event. */
function menuAsked(list: List, event: MouseEvent): void {
  if (isTyping(event.target)) return;
  const row = rowOf(event.target);
  const id = row?.dataset['id'];
  if (!row || !id) return;
  event.preventDefault();
  // Chromium's word for: no button was pressed.
  const byKey = event.button === -1;
  // A click beside a control has left the keyboard nowhere; the menu gives it back to the row.
  if (!row.contains(document.activeElement)) boxOf(row)?.focus({ preventScroll: true });
  // By a key: below what has the keyboard.
  const { left, bottom } = (document.activeElement ?? row).getBoundingClientRect();
  list.onMenu(id, byKey ? { x: left, y: bottom } : { x: event.clientX, y: event.clientY }, byKey);
}

/**
 * Pointer and keys of the rows, on the table as a whole: a click selects a row, Ctrl adds, Shift
 * selects a range, arrows move, Delete deletes, Enter opens the details, Ctrl+C copies the value, F2
 * edits the label; G generates, C copies, "?" opens the help; a right click or the Menu key opens the
 * menu of a row. What acts on the selection works from the heads too, where "Select all" is. For
 * screen readers all of it stands on the rows' own boxes and buttons, so the table stays a plain table.
 */
export function listKeys(list: List): Attachment<HTMLElement> {
  return (table) => {
    const ends = [
      on(table, 'click', (event) => {
        clicked(list, event);
      }),
      on(table, 'dblclick', (event) => {
        const id = rowOf(event.target)?.dataset['id'];
        if (!id || !isName(event.target)) return;
        clearTimeout(opening);
        list.onRename(id);
      }),
      on(table, 'contextmenu', (event) => {
        menuAsked(list, event);
      }),
      on(table, 'keydown', (event) => {
        pressed(list, table, event);
      }),
      on(table, 'focusin', (event) => {
        const id = rowOf(event.target)?.dataset['id'];
        if (id !== undefined) list.selection.active = id;
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  };
}
