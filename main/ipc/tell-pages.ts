import * as v from 'valibot';
import { events, type State } from '../../preload/contract.ts';
import type { Log } from '../ports.ts';

/** What a page is told things by. */
interface Page {
  readonly webContents: { send(channel: 'changed', message: Partial<State>): void };
}

/**
 * Tells every page that is there which slices of the state changed. What does not fit the contract is
 * told to nobody: a value that got into it by mistake would reach the page.
 */
export function tellPages(
  pages: () => readonly (Page | null)[],
  log: Log,
): (changed: Partial<State>) => void {
  return (changed) => {
    if (v.is(events.changed, changed))
      for (const page of pages()) page?.webContents.send('changed', changed);
    else log.error('a change of the state had the wrong shape', { of: Object.keys(changed) });
  };
}
