import type { BrowserWindow } from 'electron';
import { m } from '#messages';
import { atRiskBeside, namesAtRisk, type AtRisk } from '../at-risk.ts';
import { isMeant } from './question.ts';

export interface QuestionParts {
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front: on a hidden one a question would be hidden, too. */
  readonly show: () => void;
  readonly atRisk: () => AtRisk;
}

/**
 * Asks where ending the app would lose something; going back is the default. What comes to be at risk
 * while the question stands, as when a token that was being generated is there, is asked about in turn.
 *
 * @param restarts the app starts again, and the button says so.
 * @returns the names of what the person lets go, where the app may end; null: it goes on.
 */
export async function askBeforeQuit(
  parts: QuestionParts,
  restarts: boolean,
): Promise<ReadonlySet<string> | null> {
  const given = new Set<string>();
  for (;;) {
    const risk = atRiskBeside(parts.atRisk(), given);
    const said = words(risk);
    if (said === null) return given;
    if (!(await ask(parts, said, restarts))) return null;
    for (const name of namesAtRisk(risk)) given.add(name);
  }
}

/** Puts the question once; whether the person lets go. */
function ask(
  parts: QuestionParts,
  [message, detail]: readonly [string, string],
  restarts: boolean,
): Promise<boolean> {
  const parent = parts.window();
  if (parent) parts.show();
  return isMeant(parent, {
    type: 'warning',
    title: m.main_quit_unsafe_title(),
    message,
    detail,
    back: m.main_quit_stay(),
    on: restarts ? m.main_quit_restart_anyway() : m.main_quit_anyway(),
  });
}

/** What is asked first, and all that would be lost: nothing goes that was not named. */
function words({ unsafe, running, session }: AtRisk): readonly [string, string] | null {
  const losses: (readonly [string, string])[] = [];
  if (unsafe.length > 0) losses.push([m.main_quit_unsafe_message(), m.main_quit_unsafe_detail()]);
  if (running.length > 0)
    losses.push([m.main_quit_running_message(), m.main_quit_running_detail()]);
  const count = session.length;
  if (count > 0)
    losses.push([m.main_quit_session_message({ count }), m.main_quit_session_detail()]);
  const [first, ...others] = losses;
  if (first === undefined) return null;
  const [message, detail] = first;
  return [message, [detail, ...others.map((loss) => loss.join(' '))].join('\n\n')];
}
