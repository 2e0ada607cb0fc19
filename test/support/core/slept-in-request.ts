import type { FaultInput } from '../../../main/sandbox/fault.ts';
import type { Transport } from '../../../main/auth-api/transport.ts';
import type { GenerateRequest } from '../../../main/tokens/generation.ts';
import { operation } from '../sandbox-control.ts';
import { nodeTransport } from './node-transport.ts';
import { setupCore, type Core } from './setup-core.ts';

/**
 * Signed in as `empty`: the computer slept ten minutes in the middle of a request to generate, and the
 * app was killed when the answer came. It has not been started again.
 */
export async function sleptInRequest(
  request: Partial<GenerateRequest>,
  fault: FaultInput | null = null,
): Promise<Core> {
  let sleep = (): void => undefined;
  const transport: Transport = {
    send: (asked) => nodeTransport.send(asked),
    sendOnce: (asked) => {
      sleep();
      return nodeTransport.sendOnce(asked);
    },
  };
  const core = await setupCore({ transport });
  await core.signIn('empty');
  sleep = () => {
    core.clock.advance(600_000);
  };
  if (fault) await core.control.fault({ ...operation.generate, ...fault });
  const dead = core.dieAt('generate', 'read-value');
  void core.generate(request).catch(() => undefined);
  await dead;
  return core;
}
