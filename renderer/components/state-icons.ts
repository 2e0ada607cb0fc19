import type { TokenState } from '../../preload/contract.ts';
import type { IconName } from './icons.ts';

/** The shape of each state, so that it is told by more than colour. */
export const stateIcons: Readonly<Record<TokenState, IconName>> = {
  saved: 'circle-check',
  'not-here': 'circle',
  gone: 'circle-slash',
  expired: 'clock',
  'cannot-tell': 'question',
};
