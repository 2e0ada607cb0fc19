/** Each folder of docs/pictures, with the language and the theme that it shows. */
export const folders = [
  { name: 'en-light', language: 'en', theme: 'light' },
  { name: 'en-dark', language: 'en', theme: 'dark' },
  { name: 'de-light', language: 'de', theme: 'light' },
  { name: 'de-dark', language: 'de', theme: 'dark' },
] as const;

export type Language = (typeof folders)[number]['language'];

/** Every view that is photographed, in the order in which it is; a file of this name is in each folder. */
export const views = [
  'sign-in',
  'sign-in-token',
  'empty',
  'generate-first',
  'generated',
  'list-first',
  'list',
  'tray',
  'account',
  'search',
  'narrow',
  'zoom',
  'row-menu',
  'undo',
  'generate',
  'details',
  'reveal',
  'import',
  'import-read',
  'import-file',
  'delete',
  'delete-many',
  'rotation',
  'accounts',
  'quick-access',
  'locked',
  'copied',
  'commands',
  'help',
  'about',
  'settings',
  'remove',
  'sign-out',
  'store-health',
  'rebuild',
  'keyring-locked',
  'keyring-absent',
  'keyring-restarted',
] as const;

export type View = (typeof views)[number];
