import * as v from 'valibot';
import { aboutSchema } from '../about.ts';
import { inventorySchema } from '../inventory.ts';
import { atMost, mostTokens, tokenId } from '../parts.ts';
import { settingsSchema } from '../settings.ts';
import { noticeSchema, stateSchema } from '../state.ts';
import { done, nothing, request } from './parts.ts';

/** The state, settings, notices, the privacy lock, and what the app keeps. */
export const app = {
  /** The whole state; later changes come with the event `changed`. */
  state: request(nothing, stateSchema),
  /** The window has drawn what there is to see: it can be shown, and the rest of the start goes on. */
  painted: request(nothing, done),
  /** Opens a page of the table in main/shell/open-url.ts by its name. */
  openPage: request(v.picklist(['token-manager', 'ionos-help', 'keyring-help', 'releases']), done),
  dismissNotice: request(noticeSchema, done),
  /** Brings back a notice that was dismissed so, while what it says holds: NOTHING_PENDING else. */
  recallNotice: request(noticeSchema, done),
  /** Changes one or more settings; written at once. */
  changeSettings: request(v.partial(settingsSchema), done),
  /** Whether the system starts the app at login, in the tray where there is one. */
  startAtLogin: request(v.strictObject({ on: v.boolean() }), done),
  /** Ends what waits for the network: a sign-in, a list, a deletion. Never a request to generate. */
  cancel: request(nothing, done),
  /** Ends the app after the usual questions and starts it again. */
  restart: request(nothing, done),
  /** The privacy lock. */
  lock: request(nothing, done),
  unlock: request(nothing, done),
  /** Closes the small window of quick access. */
  closeQuickAccess: request(nothing, done),
  /** What runs the app, and where its data lies. */
  about: request(nothing, aboutSchema),
  /** What the own vault keeps on this computer, to be read before it is removed. */
  inventory: request(nothing, inventorySchema),
  /**
   * Removes it from the keychain and the disk, and ends the app. `values`: those that the person was
   * shown. `revoke` deletes the app's own token on the server first. `elsewhere` lets go of what another
   * keychain holds than the one that is open. A window of the system asks once more.
   */
  removeEverything: request(
    v.strictObject({
      values: atMost(tokenId, mostTokens),
      revoke: v.boolean(),
      elsewhere: v.boolean(),
    }),
    v.strictObject({ removed: v.boolean() }),
  ),
} as const;
