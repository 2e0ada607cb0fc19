import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

const playground = join(root, 'test/renderer/playground');

const filesOf = (folder: string, end: string): string[] =>
  readdirSync(join(playground, folder)).filter((name) => name.endsWith(end));

/** Read, not imported: they are the page's. The setup compares them with what the playground lists. */
export const sceneNames: readonly string[] = filesOf('scenes', '.ts').flatMap((file) => {
  const text = readFileSync(join(playground, 'scenes', file), 'utf8');
  return [...text.matchAll(/^ {2}'?([\w-]+)'?: \(\) =>/gm)].map(([, name]) => name ?? '');
});

/** The pages of components, as an address has them. */
export const storyNames: readonly string[] = filesOf('stories', '.svelte')
  .filter((file) => file !== 'Story.svelte' && file !== 'State.svelte')
  .map((file) => `story/${file.replace('.svelte', '')}`);

/**
 * One scene at least of each view, and of the kinds of states: what `npm test` has time for. All the others are looked at by `npm run views`.
 */
const daily: ReadonlySet<string> = new Set([
  ...['settings', 'help', 'about-licences', 'commands', 'sign-out', 'store-problems'],
  ...['delete-one', 'delete-many', 'forget', 'details-revealed', 'narrow-details'],
  ...['generate-mistake', 'generate-refused', 'generated-kept', 'generated-not-kept'],
  ...['ghost-found', 'import-read', 'list', 'list-selected', 'list-menu', 'list-empty'],
  ...['list-failed', 'narrow-sidebar', 'locked', 'quick-access', 'sign-in', 'sign-in-mistakes'],
  ...['starting', 'leave-trial', 'details-gone', 'list-update', 'remove', 'export'],
  ...['accounts-all', 'accounts-manage'],
  ...['backup', 'restore-read'],
]);

/** Of the pages of components: those that lie on every view; of dialogs and messages there are scenes. */
const dailyStories: ReadonlySet<string> = new Set(['story/Buttons']);

/** The tag of a scene or a page of components that `npm test` leaves to `npm run views`. */
export const rest = (what: string): string =>
  daily.has(what) || dailyStories.has(what) ? '' : ' @all';

/** Those of them with most words: only these are shown with longer ones every time. */
const wordy: ReadonlySet<string> = new Set([
  ...['list', 'details-revealed', 'narrow-details', 'generate-mistake', 'generated-not-kept'],
  ...['import-read', 'ghost-found', 'delete-many', 'settings', 'help', 'store-problems', 'sign-in'],
  ...['quick-access', 'starting', 'remove', 'backup', 'restore-read'],
]);

/** As `rest`, of what is shown with longer words. */
export const restOfWords = (scene: string): string => (wordy.has(scene) ? '' : ' @all');

/** Those that are named above and are no more. */
export const forgotten: readonly string[] = [...daily, ...wordy, ...dailyStories].filter(
  (name) => !sceneNames.includes(name) && !storyNames.includes(name),
);
