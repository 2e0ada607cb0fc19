import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import { requests, type Failure, type Result } from '../../preload/contract.ts';
import { toFailure } from '../app-error.ts';
import type { Log } from '../ports.ts';
import type { ValueDoor } from './value-door.ts';

type Requests = typeof requests;

/** One handler for every request of the contract; the compiler refuses a forgotten one. */
export type Handlers = {
  readonly [T in keyof Requests]: {
    readonly [A in keyof Requests[T]]: Requests[T][A] extends {
      args: infer I extends v.GenericSchema;
      result: infer O extends v.GenericSchema;
    }
      ? (args: v.InferOutput<I>) => Promise<v.InferInput<O>> | v.InferInput<O>
      : never;
  };
};

export interface RouterOptions {
  /** The windows that the app made; messages of any other frame are refused. */
  readonly windows: () => readonly BrowserWindow[];
  /** The page's own origin. */
  readonly origin: string;
  readonly log: Log;
  /** With the privacy lock on, only what `whileLocked` names is answered. */
  readonly locked: () => boolean;
  /** What requests for values pass. */
  readonly door: Pick<ValueDoor, 'admit'>;
}

/** What a locked page still needs. */
const whileLocked: ReadonlySet<string> = new Set([
  'app.state',
  'app.painted',
  'app.lock',
  'app.unlock',
  'app.closeQuickAccess',
]);

/**
 * The one gate between page and main: every message comes from the main frame of a window of ours
 * at our own origin, has a known name and arguments of the contract's shape, passes the door where
 * it is about a value, and is answered by a result of the contract's shape or a closed error code.
 */
export function route(handlers: Handlers | Promise<Handlers>, options: RouterOptions): void {
  for (const [topic, actions] of Object.entries(requests))
    for (const [action, request] of Object.entries(actions)) {
      const handler = async (args: unknown): Promise<unknown> => {
        const ofTopic: Readonly<Record<string, unknown>> = (await handlers)[
          topic as keyof Requests
        ];
        return (ofTopic[action] as (args: unknown) => unknown)(args);
      };
      const { args, result } = request as { args: v.GenericSchema; result: v.GenericSchema };
      const channel = `${topic}.${action}`;
      ipcMain.handle(channel, (event, ...sent) =>
        answer({ channel, handler, args, result, ...options }, event, sent),
      );
    }
}

interface Call extends RouterOptions {
  readonly channel: string;
  readonly handler: (args: unknown) => unknown;
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
}

async function answer(
  call: Call,
  event: IpcMainInvokeEvent,
  sent: readonly unknown[],
): Promise<Result<unknown>> {
  const { channel, log } = call;
  if (!fromOurPage(call, event)) {
    log.error('refused a message from a foreign frame', { channel });
    return failed({ code: 'INVALID_REQUEST' });
  }
  const parsed = v.safeParse(call.args, sent[0]);
  if (!parsed.success || sent.length > 1) {
    log.error('refused a message of the wrong shape', { channel });
    return failed({ code: 'INVALID_REQUEST' });
  }
  const hidden = (): boolean => call.locked() && !whileLocked.has(channel);
  if (hidden()) return failed({ code: 'LOCKED' });
  const result = await run(call, event.sender, parsed.output);
  // The app was locked meanwhile: what comes now is for nobody.
  return hidden() ? failed({ code: 'LOCKED' }) : result;
}

async function run(call: Call, page: object, args: unknown): Promise<Result<unknown>> {
  const { channel, log } = call;
  try {
    call.door.admit(channel, page, args);
    const value = v.safeParse(call.result, await call.handler(args));
    if (value.success) return { ok: true, value: value.output };
    log.error('a result had the wrong shape', { channel, at: value.issues[0].path?.length });
    return failed({ code: 'INTERNAL' });
  } catch (error) {
    const failure = toFailure(error);
    log[failure.code === 'INTERNAL' ? 'error' : 'info']('a request failed', { channel, error });
    return failed(failure);
  }
}

const failed = (error: Failure): Result<never> => ({ ok: false, error });

function fromOurPage({ windows, origin }: Call, event: IpcMainInvokeEvent): boolean {
  const frame: WebFrameMain | null = event.senderFrame;
  if (!frame) return false;
  const ours = windows().some(
    (window) => !window.isDestroyed() && window.webContents.mainFrame === frame,
  );
  return ours && originOf(frame.url) === origin;
}

/** `URL.origin` is "null" for a custom scheme. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
