import { app, session, type Session, type WebContents } from 'electron';
import type { Log } from '../ports.ts';

/**
 * Closes what Electron leaves open by default, for every page and session there will ever be; called
 * before the app makes a session or a page. The pages' session loads from their own origin alone.
 *
 * @param developing the page comes from a dev server, which reloads it; never in the packaged app.
 */
export function harden(log: Log, pageOrigin: string, developing: boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents, log, developing ? pageOrigin : null);
    keepAtHome(contents, log, pageOrigin);
  });
  app.on('session-created', refuseAll);
  // The page's own may have been made before this.
  refuseAll(session.defaultSession);
  // Hot reload speaks over a WebSocket of the dev server.
  const origins = developing ? [pageOrigin, pageOrigin.replace('http', 'ws')] : [pageOrigin];
  keepToOrigins(session.defaultSession, origins);
  // WebRTC knows neither the policy nor the filter: it may go by a proxy alone, and there is none.
  if (!developing) void session.defaultSession.setProxy(deadEnd);
}

/** The pages' session needs no network at all: whatever goes there ends at a port where nobody listens. */
const deadEnd = { proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' };

function hardenContents(contents: WebContents, log: Log, reloads: string | null): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn(`refused: ${what}`);
  };
  // Also told for the main frame, beside `will-navigate`.
  contents.on('will-frame-navigate', (event) => {
    if (reloads === null || !event.url.startsWith(`${reloads}/`)) refuse('navigation')(event);
  });
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  // A page that wants to stay must not keep the app from ending: by then it has been asked and cleared.
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault();
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => {
    log.warn('refused: new window');
    return { action: 'deny' };
  });
}

/** `about:` pages come without a question before: a page that has gone to one, or could not, is brought back. */
function keepAtHome(contents: WebContents, log: Log, pageOrigin: string): void {
  let home: string | null = null;
  const comeBack = (): void => {
    if (home === null) return;
    log.warn('a page went elsewhere, and is loaded again');
    contents.loadURL(home).catch((error: unknown) => {
      log.warn('it could not be loaded', { error });
    });
  };
  contents.on('did-navigate', (_event, url) => {
    if (url.startsWith(`${pageOrigin}/`)) home = url;
    else comeBack();
  });
  // What Chromium cannot open leaves a page of its own there. What was only stopped leaves ours.
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted && url !== home) comeBack();
  });
}

/** Chromium's `net::ERR_ABORTED`. */
const aborted = -3;

/** No permission of the web platform is needed: the clipboard, dialogs and files are main's. */
function refuseAll(made: Session): void {
  made.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  made.setPermissionCheckHandler(() => false);
  made.setDevicePermissionHandler(() => false);
  made.setSpellCheckerEnabled(false);
  made.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Whatever gets past the Content Security Policy ends here. */
function keepToOrigins(pages: Session, origins: readonly string[]): void {
  pages.webRequest.onBeforeRequest(({ url }, decide) => {
    const own = origins.some((origin) => url === origin || url.startsWith(`${origin}/`));
    decide({ cancel: !own && !url.startsWith('devtools://') && !url.startsWith('data:image/') });
  });
}
