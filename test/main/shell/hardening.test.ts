import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { harden } from '../../../main/shell/hardening.ts';

const electron = vi.hoisted((): Record<string, object> => ({ app: {}, session: {} }));
vi.mock('electron', () => electron);

type Decide = (decision: unknown) => void;
type Details = Readonly<{ url: string }>;

/** A session that does what Electron's does with its handlers. */
class FakeSession extends EventEmitter {
  request: ((contents: null, permission: string, decide: Decide) => void) | null = null;
  check: (() => boolean) | null = null;
  device: (() => boolean) | null = null;
  before: ((details: Details, decide: Decide) => void) | null = null;
  spellChecker = true;
  proxy: unknown = null;
  readonly webRequest = {
    onBeforeRequest: (handler: typeof this.before) => {
      this.before = handler;
    },
  };

  setPermissionRequestHandler(handler: typeof this.request): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: typeof this.check): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: typeof this.device): void {
    this.device = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
  setProxy(config: unknown): Promise<void> {
    this.proxy = config;
    return Promise.resolve();
  }

  /** Whether a request for this address would be cancelled. */
  cancels(url: string): unknown {
    const decisions: unknown[] = [];
    this.before?.({ url }, (decision) => decisions.push(decision));
    return decisions[0];
  }
}

const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  switches: [] as readonly string[],
  commandLine: { hasSwitch: (name: string): boolean => app.switches.includes(name) },
  exit: vi.fn<(code: number) => void>(),
});
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
let pages: FakeSession;

beforeEach(() => {
  app.removeAllListeners();
  app.exit.mockClear();
  log.warn.mockClear();
  pages = new FakeSession();
  Object.assign(electron, { app, session: { defaultSession: pages } });
});

/** A page or session as Electron announces it. */
function announced<Made>(event: string, made: Made): Made {
  if (event === 'session-created') app.emit(event, made);
  else app.emit(event, {}, made);
  return made;
}

describe.each([
  ['the session of the pages', () => pages],
  ['any other session', () => announced('session-created', new FakeSession())],
])('%s', (_, find) => {
  test.each(['clipboard-read', 'media', 'notifications', 'openExternal'])(
    'is refused %s',
    (permission) => {
      harden(log, 'app://vault', false);
      const made = find();
      const decide = vi.fn<Decide>();
      made.request?.(null, permission, decide);
      expect(decide.mock.calls).toEqual([[false]]);
      expect(made.check?.()).toBe(false);
      expect(made.device?.()).toBe(false);
      expect(made.spellChecker).toBe(false);
    },
  );

  test('downloads nothing', () => {
    harden(log, 'app://vault', false);
    const made = find();
    const event = { preventDefault: vi.fn() };
    made.emit('will-download', event);
    expect(event.preventDefault).toHaveBeenCalled();
  });
});

test('the pages load from their own origin alone; the API has sessions of its own', () => {
  harden(log, 'app://vault', false);
  for (const url of ['app://vault', 'app://vault/index.html', 'data:image/png,x'])
    expect([url, pages.cancels(url)]).toEqual([url, { cancel: false }]);
  for (const url of [
    'https://x/',
    'app://vault.x/',
    'ws://localhost/',
    'file:///x',
    'data:text/html,x',
  ])
    expect([url, pages.cancels(url)]).toEqual([url, { cancel: true }]);
  expect(announced('session-created', new FakeSession()).before).toBeNull();
});

test('hot reload may speak to its server and reload the page, and nothing else', () => {
  harden(log, 'http://localhost:5173', true);
  expect(pages.cancels('ws://localhost:5173/')).toEqual({ cancel: false });
  expect(pages.cancels('ws://localhost:5174/')).toEqual({ cancel: true });
  const contents = announced('web-contents-created', new FakeContents());
  expect(contents.refuses('will-frame-navigate', 'http://localhost:5173/')).toBe(false);
  expect(contents.refuses('will-frame-navigate', 'http://localhost:51730/')).toBe(true);
  // The dev server is reached by no proxy.
  expect(pages.proxy).toBeNull();
});

test('WebRTC may go by a proxy alone, and the pages have one where nobody listens', () => {
  harden(log, 'app://token-vault', false);
  const contents = announced('web-contents-created', new FakeContents());
  expect(contents.webRtc).toBe('disable_non_proxied_udp');
  expect(pages.proxy).toEqual({
    proxyRules: 'socks5://127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
});

/** A page that is asked what it may do. */
class FakeContents extends EventEmitter {
  open: (() => unknown) | null = null;
  webRtc = '';

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }

  setWindowOpenHandler(handler: typeof this.open): void {
    this.open = handler;
  }

  refuses(event: string, url: string): boolean {
    const preventDefault = vi.fn();
    this.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }
}

test.each([
  ['will-frame-navigate', 'navigation'],
  ['will-redirect', 'redirect'],
  ['will-attach-webview', 'webview'],
])('every page is refused %s, and the log says so', (event, what) => {
  harden(log, 'app://vault', false);
  const contents = announced('web-contents-created', new FakeContents());
  expect(contents.refuses(event, 'app://vault/index.html')).toBe(true);
  expect(log.warn.mock.calls).toEqual([[`refused: ${what}`]]);
});

test('every page is refused a window', () => {
  harden(log, 'app://vault', false);
  expect(announced('web-contents-created', new FakeContents()).open?.()).toEqual({
    action: 'deny',
  });
  expect(log.warn.mock.calls).toEqual([['refused: new window']]);
});

test('no page can keep itself from being closed', () => {
  harden(log, 'app://vault', false);
  const contents = announced('web-contents-created', new FakeContents());
  // Electron's word for: it goes all the same.
  expect(contents.refuses('will-prevent-unload', 'app://vault/index.html')).toBe(true);
});
