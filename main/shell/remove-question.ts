import { dialog, type BrowserWindow } from 'electron';
import { m } from '#messages';

/**
 * Asks once more whether everything is to be removed; not to is the default. A window of the system: the
 * page cannot answer it.
 *
 * @param values how many token values go.
 */
export async function isRemovalMeant(
  parent: BrowserWindow | null,
  values: number,
): Promise<boolean> {
  const question = {
    type: 'warning' as const,
    title: m.main_remove_title(),
    message: m.main_remove_message(),
    detail: m.main_remove_detail({ count: values }),
    buttons: [m.main_remove_no(), m.main_remove_yes()],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = parent
    ? await dialog.showMessageBox(parent, question)
    : await dialog.showMessageBox(question);
  return response === 1;
}
