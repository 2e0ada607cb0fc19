import { dialog, type BrowserWindow } from 'electron';

/** A question of the system's with one way back, which is the default, and one way on. */
export interface Question {
  readonly type: 'question' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly back: string;
  readonly on: string;
}

/** Asks in a window of the system, which no page can answer. Resolves true where the person goes on. */
export async function isMeant(
  parent: BrowserWindow | null,
  { back, on, ...words }: Question,
): Promise<boolean> {
  const options = { ...words, buttons: [back, on], defaultId: 0, cancelId: 0, noLink: true };
  const { response } = parent
    ? await dialog.showMessageBox(parent, options)
    : await dialog.showMessageBox(options);
  return response === 1;
}
