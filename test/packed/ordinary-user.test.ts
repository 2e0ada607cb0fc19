import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { findPacked } from '../support/packed.ts';
import { processTree, type ProcessView } from '../support/processes.ts';

// The untouched packed app as people start it: without a driver, as an ordinary user, with Chromium's
// sandbox on. Root starts it as nobody.

const nobody = 65_534;
const root = process.getuid?.() === 0;

let desktop: Desktop;
let folder: string;
let executable: string;

beforeAll(async () => {
  desktop = await startDesktop();
  const packed = findPacked();
  // Where every user can read it, whatever the checkout lies in.
  folder = mkdtempSync(join(tmpdir(), 'token-vault-packed-'));
  chmodSync(folder, 0o755);
  cpSync(dirname(packed.executable), join(folder, 'app'), { recursive: true });
  executable = join(folder, 'app', basename(packed.executable));
});

afterAll(async () => {
  await desktop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it, lets `look` see its processes once there is a page, and ends it. */
async function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  look: (processes: readonly ProcessView[], printed: string) => void,
): Promise<void> {
  const home = mkdtempSync(join(folder, 'home-'));
  mkdirSync(join(home, 'runtime'), { mode: 0o700 });
  if (root) for (const own of [home, join(home, 'runtime')]) chownSync(own, nobody, nobody);
  const app = spawn(executable, [`--user-data-dir=${join(home, 'data')}`, ...args], {
    env: { ...desktop.env, HOME: home, XDG_RUNTIME_DIR: join(home, 'runtime'), ...env },
    ...(root && { uid: nobody, gid: nobody }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [app.stdout, app.stderr])
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
    });
  try {
    look(await withPage(app, () => printed), printed);
  } finally {
    app.kill('SIGKILL');
  }
}

const isPage = ({ argv }: ProcessView): boolean => argv.includes('--type=renderer');

/** Waits for a page, which goes into its sandbox a moment after its process began. */
async function withPage(app: ChildProcess, printed: () => string): Promise<ProcessView[]> {
  const end = Date.now() + 20_000;
  for (;;) {
    if (app.exitCode !== null) throw new Error(`it ended with ${app.exitCode}: ${printed()}`);
    const processes = processTree(app.pid ?? 0);
    const pages = processes.filter(isPage);
    const late = Date.now() > end;
    if (late && pages.length === 0) throw new Error(`no page came: ${printed()}`);
    if (late || (pages.length > 0 && pages.every(({ seccomp }) => seccomp === 2))) return processes;
    await sleep(100);
  }
}

const namespace = (pid: number): string => readlinkSync(`/proc/${pid}/ns/user`);

test.runIf(process.platform === 'linux')(
  'every page runs in Chromium’s sandbox: filtered system calls, a namespace of its own',
  async () => {
    await start([], {}, (processes) => {
      const pages = processes.filter(isPage);
      expect(pages.length).toBeGreaterThan(0);
      for (const { pid, seccomp } of pages) {
        expect(seccomp).toBe(2);
        expect(namespace(pid)).not.toBe(namespace(processes[0]?.pid ?? 0));
      }
      for (const { argv } of processes) expect(argv).not.toContain('--no-sandbox');
    });
  },
);

test.runIf(process.platform === 'linux')('it does not start without the sandbox', async () => {
  const shown = start(['--no-sandbox'], {}, () => undefined);
  await expect(shown).rejects.toThrow(/ended with 1: [^]*without Chromium's sandbox/);
});

test.runIf(process.platform === 'linux')(
  'it cannot be made a plain Node, nor be given code by the environment',
  async () => {
    const script = join(folder, 'planted.cjs');
    execFileSync('sh', ['-c', `echo "console.log('planted code ran')" > '${script}'`]);
    const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` };
    await start([script], env, (_processes, printed) => {
      expect(printed).not.toContain('planted code ran');
    });
  },
);
