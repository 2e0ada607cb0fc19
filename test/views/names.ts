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

/** The tag of a scene that takes half a minute by itself, and shows nothing that a smaller one does not. */
export const large = (scene: string): string => (scene === 'list-500' ? ' @all' : '');
