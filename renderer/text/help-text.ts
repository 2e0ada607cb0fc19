import { m } from '#messages';
import type { TokenState } from '../../preload/contract.ts';

/** What each state of a token means, in the order of the list's chips. */
export const stateHelp = (): readonly { readonly state: TokenState; readonly text: string }[] => [
  { state: 'saved', text: m.help_state_saved() },
  { state: 'not-here', text: m.help_state_not_here() },
  { state: 'gone', text: m.help_state_gone() },
  { state: 'expired', text: m.help_state_expired() },
  { state: 'cannot-tell', text: m.help_state_cannot_tell() },
];

/** What may go wrong, and what then happens and helps. */
export const troubleHelp = (): readonly { readonly title: string; readonly text: string }[] => [
  { title: m.help_no_answer_title(), text: m.help_no_answer() },
  { title: m.help_locked_title(), text: m.help_locked() },
  { title: m.help_two_factor_title(), text: m.help_two_factor() },
];
