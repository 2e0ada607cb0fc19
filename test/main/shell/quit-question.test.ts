import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { askBeforeQuit, type AtRisk } from '../../../main/shell/quit-question.ts';

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

const box = vi.hoisted(() => ({ response: 0, events: [] as unknown[] }));

vi.mock('electron', () => ({
  dialog: {
    showMessageBox: (...args: unknown[]) => {
      box.events.push(...args);
      return Promise.resolve({ response: box.response });
    },
  },
}));

const window = { name: 'the window' } as unknown as BrowserWindow;
const nothing: AtRisk = { unsafe: false, running: false, session: 0 };

beforeEach(() => {
  box.response = 0;
  box.events.length = 0;
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
  expect(await ask({})).toBe(true);
  expect(box.events).toEqual([]);
});

test.each<[Partial<AtRisk>, string]>([
  [{ unsafe: true, session: 1 }, 'The value of the token that was just generated is kept nowhere.'],
  [{ running: true, session: 1 }, 'A token is being generated.'],
  [{ session: 1 }, '1 token value is kept in memory only.'],
  [{ session: 2 }, '2 token values are kept in memory only.'],
])('%j: %s', async (risk, message) => {
  expect(await ask(risk)).toBe(false);
  const [, , question] = box.events as [unknown, unknown, Question];
  expect(question).toMatchObject({ message, defaultId: 0, cancelId: 0 });
  expect(question.detail).not.toBe('');
  expect(question.buttons).toEqual(['Go back', 'Quit anyway']);
  box.response = 1;
  expect(await ask(risk)).toBe(true);
});

test('all that would be lost is named, not only what comes first', async () => {
  await ask({ unsafe: true, running: true, session: 2 });
  const { message, detail } = box.events.at(-1) as Question;
  expect(message).toBe('The value of the token that was just generated is kept nowhere.');
  expect(detail.split('\n\n')).toEqual([
    expect.stringMatching(/^IONOS will not show it again/),
    expect.stringMatching(/^A token is being generated. If the app ends now/),
    expect.stringMatching(/^2 token values are kept in memory only. There is no keychain/),
  ]);
});

test('a restart is asked about by its name', async () => {
  await ask({ session: 1 }, true);
  expect(box.events.at(-1)).toMatchObject({ buttons: ['Go back', 'Restart anyway'] });
});

test('a window that may be hidden is shown first: on it the question would be hidden, too', async () => {
  await ask({ session: 1 });
  expect(box.events).toEqual(['shown', window, expect.objectContaining({ defaultId: 0 })]);
});

test('without a window the question stands alone', async () => {
  await ask({ session: 1 }, false, null);
  expect(box.events).toEqual([expect.objectContaining({ defaultId: 0 })]);
});
