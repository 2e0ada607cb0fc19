import { m } from '#messages';
import type { Reminder, Token } from '../../preload/contract.ts';
import { failureText } from '../text/failure-text.ts';
import { tokenName } from '../text/state-text.ts';
import type { Page } from './page.svelte.ts';

/** Of tokens that end a person can hear later, or nothing. */
export class ReminderActs {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Says how it went, with the way back to hearing of them as usual, or to what was said of them before. */
  remind = async (tokens: readonly Token[], how: Reminder): Promise<void> => {
    const { toasts, vault } = this.#page;
    const before = tokens.every(({ lapse }) => lapse) ? 'lapse' : 'usual';
    if (!(await this.#send(tokens, how)) || vault.locked) return;
    toasts.undoable(
      doneText(tokens, how),
      () => void this.#back(tokens, before),
      vault.whose(...tokens),
    );
  };

  async #back(tokens: readonly Token[], before: Reminder): Promise<void> {
    const { toasts, vault } = this.#page;
    if ((await this.#send(tokens, before)) && !vault.locked)
      toasts.done(m.reminder_undone(), vault.whose(...tokens));
  }

  async #send(tokens: readonly Token[], how: Reminder): Promise<boolean> {
    const { toasts, vault } = this.#page;
    const tokenIds = tokens.map(({ id }) => id);
    const result = await vault.act((bridge) => bridge.tokens.remind({ tokenIds, how }));
    if (!result.ok && result.error.code !== 'LOCKED') toasts.failed(failureText(result.error));
    return result.ok;
  }
}

function doneText(tokens: readonly Token[], how: Reminder): string {
  const [only, another] = tokens;
  const name = only && !another ? tokenName(only) : m.reminder_tokens({ n: tokens.length });
  switch (how) {
    case 'usual':
      return m.reminder_usual_done({ name });
    case 'tomorrow':
      return m.reminder_tomorrow_done({ name });
    case 'week':
      return m.reminder_week_done({ name });
    case 'lapse':
      return m.reminder_lapse_done({ name });
  }
}
