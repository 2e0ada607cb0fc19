import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AtRisk } from '../../../main/at-risk.ts';
import { askBeforeQuit } from '../../../main/shell/quit-question.ts';

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

const box = vi.hoisted(() => ({
  response: 0,
  events: [] as unknown[],
  /** What happens while a question stands. */
  meanwhile: (): void => undefined,
}));

vi.mock('electron', () => ({
  dialog: {
    showMessageBox: (...args: unknown[]) => {
      box.events.push(...args);
      box.meanwhile();
      return Promise.resolve({ response: box.response });
    },
  },
}));

const window = { name: 'the window' } as unknown as BrowserWindow;
const nothing: AtRisk = { unsafe: [], running: [], session: [] };
const shown = ['shown:1'];
const running = ['running:1'];
const one = ['token:1'];
const two = ['token:1', 'token:2'];

beforeEach(() => {
  box.response = 0;
  box.events.length = 0;
  box.meanwhile = () => undefined;
});

const ask = (risk: Partial<AtRisk>, restarts = false, parent: BrowserWindow | null = window) =>
  askBeforeQuit(
    {
      window: () => parent,
      show: () => box.events.push('shown'),
      atRisk: () => ({ ...nothing, ...risk }),
    },
    restarts,
  );

test('nobody is asked where nothing is lost', async () => {
  expect(await ask({})).toEqual(new Set());
  expect(box.events).toEqual([]);
});

test.each<[Partial<AtRisk>, string]>([
  [
    { unsafe: shown, session: one },
    'The value of the token that was just generated is kept nowhere.',
  ],
  [{ running, session: one }, 'A token is being generated.'],
  [{ session: one }, '1 token value is kept in memory only.'],
  [{ session: two }, '2 token values are kept in memory only.'],
])('%j: %s', async (risk, message) => {
  expect(await ask(risk)).toBeNull();
  const [, , question] = box.events as [unknown, unknown, Question];
  expect(question).toMatchObject({ message, defaultId: 0, cancelId: 0 });
  expect(question.detail).not.toBe('');
  expect(question.buttons).toEqual(['Go back', 'Quit anyway']);
  box.response = 1;
  expect(await ask(risk)).toEqual(new Set(Object.values(risk).flat()));
});

test('all that would be lost is named, not only what comes first', async () => {
  await ask({ unsafe: shown, running, session: two });
  const { message, detail } = box.events.at(-1) as Question;
  expect(message).toBe('The value of the token that was just generated is kept nowhere.');
  expect(detail.split('\n\n')).toEqual([
    expect.stringMatching(/^IONOS will not show it again/),
    expect.stringMatching(/^A token is being generated. If the app ends now/),
    expect.stringMatching(/^2 token values are kept in memory only. There is no keychain/),
  ]);
});

test('a restart is asked about by its name', async () => {
  await ask({ session: one }, true);
  expect(box.events.at(-1)).toMatchObject({ buttons: ['Go back', 'Restart anyway'] });
});

test('a window that may be hidden is shown first: on it the question would be hidden, too', async () => {
  await ask({ session: one });
  expect(box.events).toEqual(['shown', window, expect.objectContaining({ defaultId: 0 })]);
});

test('without a window the question stands alone', async () => {
  await ask({ session: one }, false, null);
  expect(box.events).toEqual([expect.objectContaining({ defaultId: 0 })]);
});

describe('what comes to be at risk while the question stands', () => {
  /** Asks about `before`; from then on `after` is at risk. The messages, and what the person lets go. */
  async function askWhile(before: Partial<AtRisk>, after: Partial<AtRisk>, answers = [1, 1, 1]) {
    let risk = before;
    box.meanwhile = () => {
      box.response = answers.shift() ?? 0;
      risk = after;
    };
    const parts = {
      window: () => null,
      show: () => undefined,
      atRisk: () => ({ ...nothing, ...risk }),
    };
    const given = await askBeforeQuit(parts, false);
    return { said: (box.events as Question[]).map(({ message }) => message), given };
  }

  test('is asked about in turn: a token that was being generated is in memory', async () => {
    const { said, given } = await askWhile({ running }, { session: one });
    expect(said).toEqual(['A token is being generated.', '1 token value is kept in memory only.']);
    expect(given).toEqual(new Set([...running, ...one]));
  });

  test('is asked about alone: what was answered is not asked again', async () => {
    const { said, given } = await askWhile({ session: one }, { session: two });
    expect(said).toEqual(Array(2).fill('1 token value is kept in memory only.'));
    expect(given).toEqual(new Set(two));
  });

  test('keeps the app there where the person goes back', async () => {
    const { said, given } = await askWhile({ running }, { unsafe: shown }, [1, 0]);
    expect(said).toHaveLength(2);
    expect(given).toBeNull();
  });

  test('is a value of its own: another one on screen than that which was asked about', async () => {
    const { said } = await askWhile({ unsafe: shown }, { unsafe: ['shown:2'] });
    expect(said).toHaveLength(2);
  });

  test('that is nothing new is not asked about', async () => {
    const { said, given } = await askWhile({ running, session: two }, { session: one });
    expect(said).toHaveLength(1);
    expect(given).toEqual(new Set([...running, ...two]));
  });
});
