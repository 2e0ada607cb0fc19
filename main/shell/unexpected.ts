import type { Log } from '../ports.ts';

/**
 * Electron would show a stack; what nobody expected is written down, redacted, and the app goes on.
 *
 * @returns what says where it is written; what comes before is lost.
 */
export function keepGoing(): (log: Log) => void {
  let log: Log | null = null;
  const report = (error: unknown): void => {
    log?.error('nobody expected this', { error });
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return (opened) => {
    log = opened;
  };
}
