import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';
import type { RecordedDisk } from './recorded-disk.ts';

type AnyCall = (...args: unknown[]) => unknown;
type Calls = Record<string, AnyCall>;

const never = new Promise<never>(() => undefined);

/**
 * Puts a recorder between this process and its files: into the functions that libraries call with a
 * callback (write-file-atomic) and into the promises that ours call. Any other way of writing below
 * the root is an error, so that nothing escapes the record. Returns the way back.
 */
export function patchFs(disk: RecordedDisk): () => void {
  const callbacks = fs as unknown as Calls;
  const promises = fs.promises as unknown as Calls;
  const undo = [
    replace(callbacks, withCallback(disk, { ...callbacks })),
    replace(promises, withPromise(disk, { ...promises })),
    replace(
      callbacks,
      refused(disk, callbacks, ['writeFile', 'writeFileSync', 'appendFile', 'truncate']),
    ),
    replace(promises, refused(disk, promises, ['writeFile', 'appendFile', 'rename', 'truncate'])),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const back of undo.reverse()) back();
    syncBuiltinESMExports();
  };
}

function replace(target: Calls, calls: Calls): () => void {
  const before = Object.fromEntries(Object.keys(calls).map((name) => [name, target[name]]));
  Object.assign(target, calls);
  return () => Object.assign(target, before);
}

function withCallback(disk: RecordedDisk, real: Calls): Calls {
  const go = (name: string, args: unknown[]): unknown => real[name]?.(...args);
  return {
    open(...args) {
      const [path, flags] = args;
      const inside = disk.below(path);
      if (inside === null || !String(flags).startsWith('w')) return go('open', args);
      const done = args.pop() as AnyCall;
      if (
        !disk.happens(`create ${inside}`, (model) => {
          model.truncate(inside);
        })
      )
        return;
      return go('open', [
        ...args,
        (error: unknown, descriptor: number) => {
          if (!error) disk.opened(descriptor, inside);
          done(error, descriptor);
        },
      ]);
    },
    write(...args) {
      const path = disk.pathOf(args[0] as number);
      if (path !== null && typeof args[1] !== 'string') throw new Error('only text is recorded');
      const happens =
        path === null ||
        disk.happens(`write ${path}`, (model) => {
          model.append(path, String(args[1]));
        });
      return happens ? go('write', args) : undefined;
    },
    fsync(...args) {
      const path = disk.pathOf(args[0] as number);
      const happens =
        path === null ||
        disk.happens(`fsync ${path}`, (model) => {
          model.sync(path);
        });
      return happens ? go('fsync', args) : undefined;
    },
    close(...args) {
      disk.closed(args[0] as number);
      return go('close', args);
    },
    rename(...args) {
      const from = disk.below(args[0]);
      const to = disk.below(args[1]);
      const happens =
        from === null ||
        to === null ||
        disk.happens(`rename ${from} to ${to}`, (model) => {
          model.rename(from, to);
        });
      return happens ? go('rename', args) : undefined;
    },
    unlink(...args) {
      const path = disk.below(args[0]);
      const happens =
        path === null ||
        disk.happens(`unlink ${path}`, (model) => {
          model.remove(path);
        });
      return happens ? go('unlink', args) : undefined;
    },
  };
}

function withPromise(disk: RecordedDisk, real: Calls): Calls {
  const go = (name: string, args: unknown[]): unknown => real[name]?.(...args);
  return {
    /** Ours open what is there, to sync it. */
    async open(...args) {
      const path = disk.below(args[0]);
      if (path !== null && String(args[1]).startsWith('w'))
        throw new Error('writing to a handle is not recorded');
      const handle = (await go('open', args)) as fs.promises.FileHandle;
      if (path === null) return handle;
      const sync = handle.sync.bind(handle);
      handle.sync = () =>
        disk.happens(`fsync ${path}`, (model) => {
          model.sync(path);
        })
          ? sync()
          : never;
      return handle;
    },
    mkdir(...args) {
      const missing: string[] = [];
      for (
        let path = String(args[0]);
        disk.below(path) !== null && !fs.existsSync(path);
        path = dirname(path)
      )
        missing.unshift(disk.below(path) ?? '');
      const happens =
        missing.length === 0 ||
        disk.happens(`mkdir ${missing.join(', ')}`, (model) => {
          for (const path of missing) model.makeFolder(path);
        });
      return happens ? go('mkdir', args) : never;
    },
    copyFile(...args) {
      const to = disk.below(args[1]);
      if (to === null) return go('copyFile', args);
      if (fs.existsSync(String(args[1]))) return go('copyFile', args);
      const content = fs.readFileSync(String(args[0]), 'utf8');
      const happens = disk.happens(`copy to ${to}`, (model) => {
        model.truncate(to);
        model.append(to, content);
      });
      return happens ? go('copyFile', args) : never;
    },
    rm(...args) {
      const path = disk.below(args[0]);
      const happens =
        path === null ||
        !fs.existsSync(String(args[0])) ||
        disk.happens(`rm ${path}`, (model) => {
          model.remove(path);
        });
      return happens ? go('rm', args) : never;
    },
  };
}

function refused(disk: RecordedDisk, real: Calls, names: readonly string[]): Calls {
  return Object.fromEntries(
    names.map((name) => {
      const go = real[name];
      return [
        name,
        (...args: unknown[]) => {
          if (disk.below(args[0]) !== null) throw new Error(`fs.${name} is not recorded`);
          return go?.(...args);
        },
      ];
    }),
  );
}
