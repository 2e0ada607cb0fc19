import type { BrowserWindow } from 'electron';
import { m } from '#messages';
import { isMeant } from './question.ts';

/**
 * Asks once more whether everything is to be removed.
 *
 * @param values how many token values go.
 */
export const isRemovalMeant = (parent: BrowserWindow | null, values: number): Promise<boolean> =>
  isMeant(parent, {
    type: 'warning',
    title: m.main_remove_title(),
    message: m.main_remove_message(),
    detail: m.main_remove_detail({ count: values }),
    back: m.main_remove_no(),
    on: m.main_remove_yes(),
  });
