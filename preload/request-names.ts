import { requests } from './contract.ts';

/**
 * What the page can ask for, by topic. The build puts the names alone in place of this module
 * (scripts/build/names-alone.ts): a sandboxed preload is compiled anew for every page, and all schemas of
 * the contract would be made only to be thrown away.
 */
export const requestNames: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(requests).map(([topic, actions]) => [topic, Object.keys(actions)]),
);
