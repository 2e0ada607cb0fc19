import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Announcement } from '../../../main/expiry/words.ts';
import { rotationNotice } from '../../../main/shell/announce-rotation.ts';
import type { AnnouncementActs } from '../../../main/shell/notifier.ts';
import { aToken, anAccount } from '../../renderer/build.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { firstState } from '../../support/core/first-state.ts';

const system = vi.hoisted(() => ({ shows: true, closed: 0, told: [] as unknown[], acts: {} }));

vi.mock('../../../main/shell/notifier.ts', () => ({
  Notifier: class {
    constructor(acts: object) {
      system.acts = acts;
    }
    announce(announcement: unknown): Promise<boolean> {
      system.told.push(announcement);
      return Promise.resolve(system.shows);
    }
    close(): void {
      system.closed += 1;
    }
  },
}));

beforeEach(() => {
  Object.assign(system, { shows: true, closed: 0, told: [] });
});

const token = aToken({ label: 'deploy', contractNumber: 31_234_567 });
const finishAt = Date.UTC(2026, 10, 28, 12);

function setup({ locked = false, trial = false } = {}) {
  const state = firstState();
  const account = anAccount({ label: 'Production' });
  state.change({
    session: { ...state.current.session, account, accounts: [account] },
    list: { ...state.current.list, tokens: [token] },
  });
  if (locked) state.hide();
  const onClick = vi.fn();
  const notice = rotationNotice(state, new RecordingLog(), onClick);
  onTestFinished(notice.close);
  const due = { tokenId: token.id, label: 'deploy', finishAt, trial };
  return { onClick, notice, announce: () => notice.announce(due) };
}

const told = (): Announcement => system.told[0] as Announcement;

test('says which token, whose, and when; a press shows the app', async () => {
  const { announce, onClick } = setup();
  expect(await announce()).toBe(true);
  expect(told().title).toBe("'deploy': the old token is deleted in an hour");
  expect(told().body).toMatch(/^Production · Contract 31234567\nYou chose that/);
  // It stays until it was seen, and brings no buttons that are for what expires.
  expect(told()).toMatchObject({ urgent: true, live: false });
  (system.acts as AnnouncementActs).open([]);
  expect(onClick).toHaveBeenCalledOnce();
});

test('names neither the token nor its account while the app is locked', async () => {
  const { announce } = setup({ locked: true });
  expect(await announce()).toBe(true);
  const { title, body } = told();
  expect(title + body).not.toMatch(/deploy|Production|31234567/);
});

test('says that it is the trial', async () => {
  await setup({ trial: true }).announce();
  expect(told().title).toBe("TRIAL: 'deploy': the old token is deleted in an hour");
});

test('is not said to have been seen where nobody shows it', async () => {
  system.shows = false;
  expect(await setup().announce()).toBe(false);
  expect(system.told).toHaveLength(1);
});

test('closed it lets go of what shows it', () => {
  setup().notice.close();
  expect(system.closed).toBe(1);
});
