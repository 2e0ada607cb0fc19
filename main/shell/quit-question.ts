import { dialog, type BrowserWindow } from 'electron';
import { m } from '#messages';

/** Values that are lost when the app ends now. */
export interface AtRisk {
  /** The value of a token that was just generated is kept nowhere. */
  readonly unsafe: boolean;
  /** A token is being generated. */
  readonly running: boolean;
  /** How many values are kept in memory only. */
  readonly session: number;
}

export interface QuestionParts {
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front: on a hidden one a question would be hidden, too. */
  readonly show: () => void;
  readonly atRisk: () => AtRisk;
}

/**
 * Asks where ending the app would lose something; going back is the default.
 *
 * @param restarts the app starts again, and the button says so.
 * @returns whether the app may end.
 */
export async function askBeforeQuit(parts: QuestionParts, restarts: boolean): Promise<boolean> {
  const [message, detail] = words(parts.atRisk()) ?? [];
  if (message === undefined || detail === undefined) return true;
  const question = {
    type: 'warning' as const,
    title: m.main_quit_unsafe_title(),
    message,
    detail,
    buttons: [m.main_quit_stay(), restarts ? m.main_quit_restart_anyway() : m.main_quit_anyway()],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const parent = parts.window();
  if (parent) parts.show();
  const { response } = parent
    ? await dialog.showMessageBox(parent, question)
    : await dialog.showMessageBox(question);
  return response === 1;
}

/** What is asked first, and all that would be lost: nothing goes that was not named. */
function words({ unsafe, running, session }: AtRisk): readonly [string, string] | null {
  const losses: (readonly [string, string])[] = [];
  if (unsafe) losses.push([m.main_quit_unsafe_message(), m.main_quit_unsafe_detail()]);
  if (running) losses.push([m.main_quit_running_message(), m.main_quit_running_detail()]);
  if (session > 0)
    losses.push([m.main_quit_session_message({ count: session }), m.main_quit_session_detail()]);
  const [first, ...others] = losses;
  if (first === undefined) return null;
  const [message, detail] = first;
  return [message, [detail, ...others.map((loss) => loss.join(' '))].join('\n\n')];
}
