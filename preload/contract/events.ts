import * as v from 'valibot';
import { tokenId } from './parts.ts';
import { stateSchema } from './state.ts';

/**
 * What the tray and the menus ask the page for: a dialog, the list anew, what expires soon, to take back what was done last; and that a
 * value was seen for its time.
 */
const pageActs = [
  'generate',
  'import',
  'export',
  'backup',
  'restore',
  'settings',
  'commands',
  'help',
  'about',
  'refresh',
  'expiring',
  'undo',
  'mask',
] as const;

export type PageAct = (typeof pageActs)[number];
export type TokenWish = v.InferOutput<(typeof events)['openToken']>;

/** What main tells the page without being asked: the slices of the state that changed. */
export const events = {
  changed: v.partial(stateSchema),
  act: v.picklist(pageActs),
  /** A notification was about this token: its details are wanted, or the dialog that rotates it. */
  openToken: v.strictObject({ tokenId, rotate: v.boolean() }),
} as const;
