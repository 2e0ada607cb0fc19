import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { checks, inTurn, playwright, vitest, type Check, type Outcome } from './runners.ts';

/** One part of `npm test`. */
export interface Part {
  readonly name: string;
  /** What it may take on two cores, in seconds. More is named, and is no failure. */
  readonly budget: number;
  /** The folders its tests are in; a part without a test file is not there yet. */
  readonly folders: readonly string[];
  /** It drives a desktop that it makes itself: screen, session bus and keyring of Linux. */
  readonly desktop?: true;
  readonly run: () => Promise<Outcome>;
}

/** Elsewhere the same is tried by hand before a release (RELEASING.md). */
const hasDesktop = process.platform === 'linux';

/**
 * Of the packed tests; none: all. Elsewhere what needs no desktop of its own. A smoke test uses the computer's
 * own keychain and clipboard there, and so runs on machines alone that are nobody's.
 */
const packedFiles = (): readonly string[] =>
  hasDesktop ? [] : ['contents', 'fuses', ...(process.env['CI'] ? ['smoke'] : [])];

const lint = (name: string, ...files: readonly string[]): Check => ({
  name,
  script: 'eslint/bin/eslint.js',
  args: ['--max-warnings', '0', ...files],
});

// The slowest first, so that the two that run side by side end together.
const staticChecks: readonly Check[] = [
  lint('eslint', '--ignore-pattern', '**/*.svelte', '.'),
  lint('eslint for Svelte', '--config', 'eslint.quick.config.js', '**/*.svelte'),
  {
    name: 'svelte-check',
    script: 'svelte-check/bin/svelte-check',
    args: ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
  },
  { name: 'tsc', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'prettier', script: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
];

/** All of `npm test`, in the order it runs: what fails soonest and tells most comes first. */
export const parts: readonly Part[] = [
  { name: 'static', budget: 105, folders: [], run: () => checks(staticChecks) },
  {
    name: 'unit',
    budget: 130,
    folders: ['test/main', 'test/preload', 'test/scripts', 'test/renderer'],
    // One after the other: side by side each takes the other's cores, and both take longer.
    // What is `long` is `npm run unit`'s.
    run: () =>
      inTurn(['unit', 'mocked', 'components'], (project) => vitest([project], { without: 'long' })),
  },
  {
    name: 'keyring',
    desktop: true,
    budget: 20,
    folders: ['test/integration'],
    run: () => vitest(['keyring']),
  },
  {
    name: 'e2e',
    desktop: true,
    budget: 90,
    folders: ['test/e2e'],
    // The others are `npm run e2e`'s: each start of the app costs seconds of both cores.
    run: () => playwright('e2e', '--grep-invert', '@long'),
  },
  {
    name: 'faults',
    budget: 45,
    folders: ['test/faults', 'test/kills'],
    // The kills are over the real keyring.
    run: () => vitest(hasDesktop ? ['faults', 'kills'] : ['faults']),
  },
  {
    name: 'attack',
    desktop: true,
    budget: 60,
    folders: ['test/attack'],
    // The others are `npm run attack`'s.
    run: () => playwright('attack', '--grep-invert', '@long'),
  },
  {
    name: 'views',
    // The kept pictures are of Linux's way to draw letters.
    desktop: true,
    budget: 65,
    folders: ['test/views'],
    // Both languages in both themes, and each size, are `npm run views`'.
    run: () => playwright('views', '--grep-invert', '@all'),
  },
  {
    name: 'accessibility',
    desktop: true,
    budget: 40,
    folders: ['test/accessibility'],
    run: () => playwright('accessibility', '--grep-invert', '@long'),
  },
  {
    name: 'packed',
    budget: 60,
    folders: ['test/packed'],
    run: () => vitest(['packed'], { options: packedFiles() }),
  },
];

const hasTests = (folder: string): boolean =>
  existsSync(join(root, folder)) &&
  readdirSync(join(root, folder), { recursive: true }).some((name) =>
    /\.(test|spec)\.ts$/.test(String(name)),
  );

/** Whether the part has anything to run on this system. */
export const isThere = ({ folders, desktop }: Part): boolean =>
  (folders.length === 0 || folders.some(hasTests)) && (hasDesktop || desktop === undefined);
