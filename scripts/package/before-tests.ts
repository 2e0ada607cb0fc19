import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';

/** Vitest's global setup of the packed tests: what is tested is packed from the sources as they are. */
export default function beforeTests(): void {
  const script = join(root, 'scripts/package.ts');
  execFileSync(process.execPath, [script, '--dir'], { cwd: root, stdio: 'inherit' });
}
