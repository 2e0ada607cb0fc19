import { onTestFinished } from 'vitest';
import type { SandboxOptions } from '../../../main/sandbox/server.ts';
import { startTestSandbox, type TestSandbox } from '../sandbox-control.ts';

/** A sandbox that ends with the test. */
export async function setupSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startTestSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}
