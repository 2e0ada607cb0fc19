import { arch, release, type } from 'node:os';
import type { Health, SelfTest } from '../../preload/contract.ts';
import type { Workspace } from '../workspace.ts';
import { selfTest, storeHealth } from './store-health.ts';

type Step = SelfTest['steps'][number];

/** What runs the app: every version that somebody who helps would ask for. */
export interface Versions {
  readonly app: string;
  /** Of Electron; undefined in plain Node. */
  readonly electron: string | undefined;
  /** The operating system's kernel, its release and the processor: "Linux 6.1.0 x64". */
  readonly system: string;
}

/** The versions of this process. */
export const versionsOf = (app: string): Versions => ({
  app,
  electron: process.versions['electron'],
  system: `${type()} ${release()} ${arch()}`,
});

/** The last self-test of a store, for the report. */
export class SelfTests {
  readonly #last = new WeakMap<Workspace, SelfTest>();

  async run(workspace: Workspace): Promise<SelfTest> {
    const result = await selfTest(workspace);
    this.#last.set(workspace, result);
    return result;
  }

  /** The last result. Without one the test is run, but not where that would ask for a password. */
  async forReport(workspace: Workspace, state: Health['state']): Promise<SelfTest | null> {
    const last = this.#last.get(workspace);
    if (last) return last;
    return state === 'ready' || state === 'absent' ? this.run(workspace) : null;
  }
}

/** Looks at the store and its self-test, and writes both down. */
export async function reportOf(
  workspace: Workspace,
  tests: SelfTests,
  versions: Versions,
): Promise<string> {
  const health = await storeHealth(workspace);
  return healthReport(health, await tests.forReport(workspace, health.state), versions);
}

/** The report as text, without secrets, ids or names of a person. */
export function healthReport(health: Health, test: SelfTest | null, versions: Versions): string {
  return [
    `Token Vault: ${versions.app}`,
    `Electron: ${versions.electron ?? 'none'}`,
    `System: ${versions.system}`,
    '',
    'Store',
    ...Object.entries(health).map(([key, value]) => `  ${key}: ${String(value)}`),
    '',
    'Self-test',
    ...(test === null ? [`  not run: the store is ${health.state}`] : test.steps.map(stepLine)),
  ].join('\n');
}

function stepLine({ name, ok, ms, error }: Step): string {
  if (ok === null) return `  ${name}: not reached`;
  return `  ${name}: ${error === null ? 'works' : error.code}, ${Math.round(ms)} ms`;
}
