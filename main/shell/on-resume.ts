import { powerMonitor } from 'electron';

/** Looks whenever the computer wakes up: timers stood still meanwhile. @returns its end. */
export function onResume(look: () => Promise<void>): () => void {
  const listener = (): void => void look();
  powerMonitor.on('resume', listener);
  return () => {
    powerMonitor.off('resume', listener);
  };
}
