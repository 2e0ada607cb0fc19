import electronLog from 'electron-log/main';
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
  file.level = 'info';
  console.level = verbose ? 'info' : 'error';
  electronLog.transports.ipc.level = false;
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
