import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';
import { SandboxControl } from '../support/sandbox-control.ts';

/** An API in a process of its own, outside every figure. */
export interface SandboxProcess {
  readonly control: SandboxControl;
  readonly close: () => void;
}

/** @throws Error where it does not say where it serves. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox.ts'), '--control'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const origin = /http:\S+/.exec(line.toString())?.[0];
  if (origin === undefined) throw new Error('the sandbox did not start');
  return {
    control: new SandboxControl(origin),
    close: () => void child.kill(),
  };
}
