import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { failure, type Answer } from './answer.ts';
import { readRequest, type ApiRequest } from './api-request.ts';
import type { SandboxApi } from './api.ts';
import type { SandboxClock } from './clock.ts';
import { carriesOut, type Fault } from './fault.ts';
import type { FaultQueue } from './fault-queue.ts';
import type { Gate } from './gate.ts';
import type { LogEntry, RequestLog } from './request-log.ts';
import { send } from './send.ts';
import { faultyWire, wireOf } from './wire.ts';

/** What one request and its answer go through. */
export interface ExchangeParts {
  readonly api: SandboxApi;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  /** Where faults hold requests. */
  readonly gate: Gate;
  /** Ends delays when the sandbox closes. */
  readonly closing: AbortSignal;
}

/**
 * Answers one request of the APIs, under a fault where one was set. As at a real server, a client
 * that goes away does not stop what it asked for. Rejects only when the sandbox closes meanwhile.
 */
export async function exchange(
  parts: ExchangeParts,
  message: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<void> {
  message.resume(); // the APIs have no request bodies
  const { clock, log, faults } = parts;
  const entry = log.arrive(message, clock.now());
  const request = readRequest(message, origin);
  const taken = faults.take(request.method, request.path);
  if (taken) log.update(entry, { fault: taken.id });
  try {
    const answer = taken
      ? await carryOutFaulty(parts, request, entry, taken.id, taken.fault)
      : await carryOut(parts, request, entry, null);
    const wire = taken?.fault.answer ? faultyWire(answer, taken.fault.answer) : wireOf(answer);
    log.update(entry, { sentStatus: await send(response, wire, clock.now()) });
  } finally {
    log.update(entry, { done: true });
  }
}

async function carryOutFaulty(
  parts: ExchangeParts,
  request: ApiRequest,
  entry: LogEntry,
  id: number,
  fault: Fault,
): Promise<Answer> {
  const { api, gate, closing } = parts;
  const pause = async (when: 'before' | 'after', ms: number) => {
    if (ms > 0) await delay(ms, undefined, { signal: closing });
    if (fault.hold === when) await gate.hold(id);
    const { secondClient } = fault;
    if (secondClient?.when === when) await api.mintBeside(request, secondClient.ttl ?? null);
  };
  await pause('before', fault.delayBeforeMs);
  const answer = carriesOut(fault)
    ? await carryOut(parts, request, entry, fault)
    : untouchedAnswer(request);
  await pause('after', fault.delayAfterMs);
  return answer;
}

async function carryOut(
  { api, log }: ExchangeParts,
  request: ApiRequest,
  entry: LogEntry,
  fault: Fault | null,
): Promise<Answer> {
  try {
    const answer = await api.answer(request, fault?.late ?? null);
    log.update(entry, { carriedOut: true, apiStatus: answer.status });
    return answer;
  } catch {
    // The state could not be saved, so nothing happened.
    return failure(500, 'Internal Server Error');
  }
}

/** What a server says that claims to have done what it did not. */
function untouchedAnswer({ method }: ApiRequest): Answer {
  return { status: 200, body: method === 'DELETE' ? { success: true } : {} };
}
