import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFallback } from '../electron/locate.ts';
import { placeLoader } from '../electron/place-loader.ts';
import { npm } from '../npm.ts';
import { root } from '../root.ts';
import { sourceFingerprint } from './fingerprint.ts';

const stamp = join(root, 'out/.built-from');

const runScript = (name: string): void => {
  const { ok, stdout, stderr } = npm(['run', '-s', name]);
  if (!ok) throw new Error(`npm run ${name} failed:\n${stdout}${stderr}`);
};

/** Says that out/ can no longer be trusted to match the sources: somebody else writes there. */
export function forgetBuild(): void {
  rmSync(stamp, { force: true });
}

/**
 * Compiles the messages and builds the app into out/, unless out/ was built from these very
 * sources. Gives whether it had to. Throws with the tool's output when the build fails.
 * The fallback Electron's loader is a source as well: with that of another commit no window opens.
 */
export function ensureFreshBuild(): boolean {
  const fallback = findFallback();
  if (fallback !== undefined) placeLoader(fallback.folder);
  const wanted = sourceFingerprint();
  const messages = existsSync(join(root, 'messages/generated/messages.js'));
  if (messages && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  forgetBuild();
  runScript('messages');
  runScript('build');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}
