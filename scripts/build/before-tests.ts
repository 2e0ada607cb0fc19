import { ensureFreshBuild } from './fresh.ts';

/** Playwright's global setup: what is tested is what the sources say now. */
export default function beforeTests(): void {
  ensureFreshBuild();
}
