import { app } from 'electron';

/** What pages of Chromium may do without asking, and ours need not: use the clipboard, look up names ahead. */
const pageSettings = [
  'dnsPrefetchingEnabled=false',
  'DOMPasteAllowed=false',
  'javaScriptCanAccessClipboard=false',
].join();

/**
 * Names of other hosts are not looked up for a page: a link may tell them what it wants to be known,
 * whatever the policy says of connections. Before `ready`.
 */
export function forbidPrefetch(): void {
  app.commandLine.appendSwitch('blink-settings', pageSettings);
  app.commandLine.appendSwitch('dns-prefetch-disable');
}

/**
 * What a packaged app is not started with, by what it would do. Proxies, certificates that the system
 * trusts and the choice of display are the person's.
 */
const refused = [
  // drive the app from outside
  'remote-debugging-port',
  'remote-debugging-pipe',
  // believe any server
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  // write down what goes over the wire, or the keys to it
  'log-net-log',
  'ssl-key-log-file',
  'trace-startup',
  'trace-startup-file',
  'trace-config-file',
  'enable-tracing',
  'enable-tracing-output',
  // undo the rules for pages
  'disable-web-security',
  'enable-blink-features',
  'disable-blink-features',
  'load-extension',
  'js-flags',
  // run something else in place of a helper process
  'browser-subprocess-path',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'zygote-cmd-prefix',
] as const;

/**
 * What takes a page's sandbox away. Root alone cannot have one; an AppImage gives the first by itself
 * where the system forbids user namespaces, as Ubuntu 24.04 does.
 */
const unguarded = [
  'no-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'no-zygote',
  'no-zygote-sandbox',
] as const;

/** Ends a packaged app that is to run without the sandbox, before anything is shown or read. */
export function refuseUnguarded(): void {
  if (!app.isPackaged || process.getuid?.() === 0) return;
  const asked = unguarded.filter((name) => app.commandLine.hasSwitch(name));
  if (asked.length === 0) return;
  process.stderr.write(
    `${app.name} does not start without Chromium's sandbox (--${asked.join(', --')}). ` +
      'Where an AppImage takes it away by itself, install the .deb or the .rpm.\n',
  );
  app.exit(1);
}

/**
 * Ends a packaged app that was started with one of these, before anything is shown or read.
 *
 * @param inspectorOpen only the inspect fuse lets an inspector be open: the packed smoke tests turn it
 *   back on, and drive the app by the port that comes with it.
 */
export function refuseSwitches(inspectorOpen: boolean): void {
  if (!app.isPackaged) return;
  const asked = refused.filter((name) => app.commandLine.hasSwitch(name));
  const driven = inspectorOpen ? asked.filter((name) => !name.startsWith('remote-')) : asked;
  if (driven.length === 0) return;
  process.stderr.write(`${app.name} does not start with --${driven.join(', --')}.\n`);
  app.exit(1);
}

/** Bytes of a command line that one instance can hand to another; more ends the first one. */
const longestCommandLine = 16_384;

/** What Electron and Node obey before any line of ours runs, and no fuse switches off. */
const obeyed = [
  // `--no-sandbox`, which root needs and gives by itself, without a word of it.
  'ELECTRON_DISABLE_SANDBOX',
  'NODE_COMPILE_CACHE',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_PENDING_DEPRECATION',
  'NODE_REDIRECT_WARNINGS',
  'NODE_V8_COVERAGE',
] as const;

/** Ends an app that was started in a way that it cannot take: before the other instance is told. */
export function refuseStart(argv: readonly string[], environment: NodeJS.ProcessEnv): void {
  if (Buffer.byteLength(argv.join(' ')) > longestCommandLine) {
    process.stderr.write(`${app.name} does not start with a command line this long.\n`);
    app.exit(1);
  }
  const set = obeyed.filter((name) => environment[name] !== undefined);
  if (!app.isPackaged || set.length === 0) return;
  process.stderr.write(`${app.name} does not start with ${set.join(', ')} set.\n`);
  app.exit(1);
}
