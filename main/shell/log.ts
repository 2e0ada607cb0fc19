import { lstatSync, mkdirSync } from 'node:fs';
// Not `electron-log/main`: that opens a channel to pages of its own, beside the one gate.
import electronLog from 'electron-log/node';
import type { Log } from '../ports.ts';
import { redact } from '../redact.ts';

/** How many bytes of log are kept before the file is rotated. */
const maxBytes = 1024 * 1024;

/** The app's log: `<folder>/main.log`, mode 0600, every entry redacted before it goes anywhere. */
export function openLog(folder: string, verbose: boolean): Log {
  const { file, console } = electronLog.transports;
  file.resolvePathFn = () => `${folder}/main.log`;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.maxSize = maxBytes;
  file.level = canWrite(folder) ? 'info' : false;
  console.level = verbose ? 'info' : 'error';
  // The one place: also what a library says through this log comes past here.
  electronLog.hooks.push((message) => ({
    ...message,
    data: message.data.map((entry) => redact(entry)),
  }));
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
      electronLog[level](message, facts);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** Nothing is written to the file any more. */
export function closeLog(): void {
  electronLog.transports.file.level = false;
}

/** Whether the log is a file, or is not there yet; a pipe would hold the app for ever. Makes its folder. */
function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lstatSync(`${folder}/main.log`, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return false;
  }
}
