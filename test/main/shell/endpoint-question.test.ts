import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { isEndpointMeant } from '../../../main/shell/endpoint-question.ts';

const box = vi.hoisted(() => ({ response: 0, asked: [] as unknown[][] }));

vi.mock('electron', () => ({
  dialog: {
    showMessageBox: (...args: unknown[]) => {
      box.asked.push(args);
      return Promise.resolve({ response: box.response });
    },
  },
}));

const window = { name: 'the window' } as unknown as BrowserWindow;

beforeEach(() => {
  box.response = 0;
  box.asked.length = 0;
});

test.each([window, null])(
  'names the address, and not to go there is the default',
  async (parent) => {
    expect(await isEndpointMeant(parent, 'https://api.example.com')).toBe(false);
    const question: unknown = expect.objectContaining({
      message: 'Sign in at https://api.example.com?',
      buttons: ['Cancel', 'Sign in there'],
      defaultId: 0,
      cancelId: 0,
    });
    expect(box.asked).toEqual([parent ? [parent, question] : [question]]);
  },
);

test('only its second button means it', async () => {
  box.response = 1;
  expect(await isEndpointMeant(window, 'https://api.example.com')).toBe(true);
});
