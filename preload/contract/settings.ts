import * as v from 'valibot';

/** The languages that there are. */
export const language = v.picklist(['en', 'de']);

/**
 * Of the many ways in which Electron reads an accelerator, the one that the page writes. Electron skips
 * what is empty or stands twice: "++A" would be the letter alone, for every program.
 */
const acceleratorPattern =
  /^(?:(?:Control\+)?(?:Alt\+)?(?:Shift\+)?(?:Command\+|Super\+)?(?:[A-Z0-9]|F[1-9]|F1\d|F2[0-4]|Space|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Insert))?$/;

export const settingsSchema = v.strictObject({
  language: v.picklist(['system', ...language.options]),
  theme: v.picklist(['system', 'light', 'dark']),
  clipboardClearSeconds: v.picklist([0, 10, 30, 60, 120]),
  keepInKeychain: v.boolean(),
  /** Closing the window leaves the app in the tray. */
  closeToTray: v.boolean(),
  /** Electron accelerator of quick access; empty: none. */
  quickAccessShortcut: v.pipe(v.string(), v.maxLength(60), v.regex(acceleratorPattern)),
  /** Minutes without use until the privacy lock; 0: never. */
  lockAfterMinutes: v.picklist([0, 1, 5, 15, 60]),
  lockWithScreen: v.boolean(),
  /** Looks for a newer version once a day. */
  checkForUpdates: v.boolean(),
  /** Notifications of the system's before tokens expire. */
  notifyExpiry: v.boolean(),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
