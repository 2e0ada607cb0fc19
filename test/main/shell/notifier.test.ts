import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Announcement } from '../../../main/expiry/words.ts';
import { Notifier } from '../../../main/shell/notifier.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

interface Given {
  readonly title: string;
  readonly actions: readonly { readonly text: string }[];
}

const system = vi.hoisted(() => ({
  supported: true,
  /** What the system says of a notification; empty: nothing. */
  says: 'show',
  shown: [] as { emit: (name: string, ...more: unknown[]) => boolean; given: unknown }[],
  bus: null as { show: (notice: { pressed: (key: string) => void }) => Promise<boolean> } | null,
  opened: 0,
  closed: 0,
}));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  return {
    Notification: class extends Emitter {
      static isSupported = () => system.supported;
      readonly given: unknown;
      constructor(given: unknown) {
        super();
        this.given = given;
      }
      show(): void {
        system.shown.push(this);
        if (system.says !== '') this.emit(system.says, {}, 'no room');
      }
    },
  };
});
vi.mock('../../../main/shell/bus-notifier.ts', () => ({
  busNotifier: () => {
    system.opened += 1;
    return Promise.resolve(
      system.bus && {
        ...system.bus,
        close: () => {
          system.closed += 1;
        },
      },
    );
  },
}));

const ownPlatform = process.platform;

function onPlatform(platform: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: platform });
}

const announcement: Announcement = {
  title: "'deploy' expires in 3 days",
  body: 'Contract 1',
  tokenIds: ['a'],
  live: true,
  rotatable: true,
  urgent: false,
};

let did: unknown[];
let notifier: Notifier;

beforeEach(() => {
  Object.assign(system, {
    supported: true,
    says: 'show',
    shown: [],
    bus: null,
    opened: 0,
    closed: 0,
  });
  did = [];
  const note =
    (act: string) =>
    (ids: readonly string[]): void => {
      did.push([act, ...ids]);
    };
  notifier = new Notifier(
    { open: note('open'), rotate: note('rotate'), snooze: note('snooze') },
    new RecordingLog(),
  );
});

afterEach(() => {
  onPlatform(ownPlatform);
});

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  beforeEach(() => {
    onPlatform(platform);
  });

  test('it has two buttons, and each does what it says', async () => {
    expect(await notifier.announce(announcement)).toBe(true);
    const [shown] = system.shown;
    expect(shown).toBeInstanceOf(EventEmitter);
    const { title, actions } = shown?.given as Given;
    expect(title).toBe(announcement.title);
    expect(actions.map(({ text }) => text)).toEqual(['Rotate', 'Snooze until tomorrow']);
    shown?.emit('action', {}, 1);
    shown?.emit('action', {}, 0);
    shown?.emit('click');
    expect(did).toEqual([
      ['snooze', 'a'],
      ['rotate', 'a'],
      ['open', 'a'],
    ]);
  });

  test('one about what has ended has none', async () => {
    await notifier.announce({ ...announcement, live: false });
    expect((system.shown[0]?.given as Given).actions).toEqual([]);
  });

  test('one about what is not to be rotated can be put off', async () => {
    await notifier.announce({ ...announcement, rotatable: false });
    const [shown] = system.shown;
    expect((shown?.given as Given).actions.map(({ text }) => text)).toEqual([
      'Snooze until tomorrow',
    ]);
    shown?.emit('action', {}, 0);
    expect(did).toEqual([['snooze', 'a']]);
  });

  test('a system without notifications shows none, and that is said', async () => {
    system.supported = false;
    expect(await notifier.announce(announcement)).toBe(false);
    expect(system.shown).toEqual([]);
  });

  test('one that could not be shown is said not to be', async () => {
    system.says = 'failed';
    expect(await notifier.announce(announcement)).toBe(false);
  });

  test('one of which the system says nothing is said not to be shown', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    system.says = '';
    const shown = notifier.announce(announcement);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await shown).toBe(false);
  });
});

describe('on Linux', () => {
  beforeEach(() => {
    onPlatform('linux');
  });

  test('the desktop is asked itself, with the same buttons', async () => {
    const notices: { pressed: (key: string) => void }[] = [];
    system.bus = {
      show: (notice) => {
        notices.push(notice);
        return Promise.resolve(true);
      },
    };
    expect(await notifier.announce(announcement)).toBe(true);
    expect(notices[0]).toMatchObject({
      buttons: [
        { key: 'rotate', text: 'Rotate' },
        { key: 'snooze', text: 'Snooze until tomorrow' },
      ],
    });
    for (const key of ['snooze', 'rotate', 'default', 'other']) notices[0]?.pressed(key);
    expect(did).toEqual([
      ['snooze', 'a'],
      ['rotate', 'a'],
      ['open', 'a'],
      ['open', 'a'],
    ]);
    expect(system.shown).toEqual([]);
    notifier.close();
    await vi.waitUntil(() => system.closed === 1);
  });

  test('without a bus nobody shows it, until there is one', async () => {
    expect(await notifier.announce(announcement)).toBe(false);
    system.bus = { show: () => Promise.resolve(true) };
    expect(await notifier.announce(announcement)).toBe(true);
    expect(await notifier.announce(announcement)).toBe(true);
    expect(system.opened).toBe(2);
  });

  test('a connection over which nothing was shown is given up for another', async () => {
    system.bus = { show: () => Promise.resolve(false) };
    const both = [notifier.announce(announcement), notifier.announce(announcement)];
    expect(await Promise.all(both)).toEqual([false, false]);
    expect(system.opened).toBe(1);
    expect(system.closed).toBeGreaterThan(0);
    system.bus = { show: () => Promise.resolve(true) };
    expect(await notifier.announce(announcement)).toBe(true);
    expect(system.opened).toBe(2);
  });
});
