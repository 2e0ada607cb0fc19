import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lookAt } from '../core/invariant.ts';
import { FakeKeytar } from '../core/fake-keytar.ts';
import { ManualClock } from '../core/manual-clock.ts';
import { Core } from '../core/setup-core.ts';
import { readVaultFiles } from '../reliability/outside-view.ts';
import type { Operation } from '../reliability/operations.ts';
import { Random } from '../reliability/random.ts';
import { settle, start } from '../reliability/start.ts';
import { Watch, type Sight } from '../reliability/watch.ts';
import { startTestSandbox } from '../sandbox-control.ts';
import type { DiskState } from './disk-model.ts';
import { recordStep, type Moment, type RecordedStep } from './moments.ts';

/**
 * Cuts the power at every moment of one step of an operation; for every state that the disk may be
 * found in then, the app is started on it, and the invariant checked from outside: as found, after
 * the start, and when time has passed.
 *
 * @param root a folder for the disks; what is made in it is removed again.
 * @returns how many starts there were; rejects with what was lost, and where.
 */
export async function cutPower(
  operation: Operation,
  step: string,
  { root, seed }: { readonly root: string; readonly seed: number },
): Promise<number> {
  const recorded = await recordStep(operation, step, new Random(seed));
  let starts = 0;
  for (const moment of recorded.moments)
    for (const disk of moment.disks) {
      await startOn(disk, { recorded, moment, root });
      starts += 1;
    }
  return starts;
}

interface Found {
  readonly recorded: RecordedStep;
  readonly moment: Moment;
  readonly root: string;
}

async function startOn(disk: DiskState, { recorded, moment, root }: Found): Promise<void> {
  const world = await mkdtemp(join(root, 'found-'));
  const folder = join(world, 'vault');
  const stateFile = join(world, 'sandbox.json');
  await mkdir(folder);
  await writeFile(stateFile, moment.server);
  const clock = new ManualClock(moment.now);
  const sandbox = await startTestSandbox({ stateFile, now: () => clock.now() });
  // The server is the same; its port is another one here.
  const moved = (text: string): string => text.replaceAll(recorded.origin, sandbox.origin);
  for (const [path, content] of disk) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), moved(content));
  }
  const keytar = new FakeKeytar();
  for (const [item, text] of moment.items) keytar.put(item, moved(text));
  const core = new Core({ options: {}, clock, sandbox, folder, keytar });

  let running = false;
  const asFound = async (): Promise<Sight> => ({
    view: {
      ...(await readVaultFiles(folder)),
      items: keytar.items(),
      origin: sandbox.origin,
      owners: (await sandbox.control.state()).accounts,
    },
    told: { ghosts: null, notices: [], generated: null, inMemory: [] },
  });
  const watch = new Watch(() => (running ? lookAt(core) : asFound()), undefined, recorded.kept);
  watch.want(recorded.unwanted);
  const where = `power cut ${moment.at}, found: ${[...disk.keys()].sort().join(', ') || 'nothing'}`;
  try {
    await watch.check(`${where}; as found`);
    await core.open();
    running = true;
    await start(core);
    await watch.check(`${where}; after the start`);
    await settle(core);
    await watch.checkEnd(`${where}; when time has passed`);
    const { notices } = core.state;
    const torn = notices
      .filter((notice) => typeof notice === 'string')
      .filter((notice) => notice.endsWith('_SET_ASIDE'));
    if (torn.length > 0) throw new Error(`${where}; ${torn.join(', ')}`);
  } finally {
    if (running) core.end();
    await sandbox.close();
    await rm(world, { recursive: true, force: true });
  }
}
