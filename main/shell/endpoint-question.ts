import { dialog, type BrowserWindow } from 'electron';
import { m } from '#messages';

/**
 * Asks whether a sign-in is to go to an address that is not IONOS's own; not to is the default. A
 * window of the system: the page cannot answer it.
 */
export async function isEndpointMeant(
  parent: BrowserWindow | null,
  origin: string,
): Promise<boolean> {
  const question = {
    type: 'question' as const,
    title: m.main_endpoint_title(),
    message: m.main_endpoint_message({ endpoint: origin }),
    detail: m.main_endpoint_detail(),
    buttons: [m.main_endpoint_no(), m.main_endpoint_yes()],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = parent
    ? await dialog.showMessageBox(parent, question)
    : await dialog.showMessageBox(question);
  return response === 1;
}
