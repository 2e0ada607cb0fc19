import { m } from '#messages';
import { tokenName } from '../text/state-text.ts';
import type { Command } from './commands.ts';
import type { Page } from './page.svelte.ts';
import { keyOf } from './shortcuts.ts';

/** What can be done with the one token that is chosen. */
export function commandsOfToken(page: Page): readonly Command[] {
  const [token, another] = page.list.selected;
  if (!token || another) return [];
  const { id } = token;
  const name = tokenName(token);
  const { platform } = page.vault.app;
  return [
    {
      id: 'details',
      words: m.commands_details({ name }),
      icon: 'info',
      keys: keyOf('details', platform),
      run: () => {
        page.openDetails(id);
      },
    },
    {
      id: 'label',
      words: m.commands_label({ name }),
      icon: 'pen',
      keys: keyOf('label', platform),
      run: () => {
        page.editing = id;
      },
    },
  ];
}
