import { beforeEach, expect, test, vi } from 'vitest';
import { announceRotation } from '../../../main/shell/announce-rotation.ts';
import { aToken, anAccount } from '../../renderer/build.ts';
import { firstState } from '../../support/core/first-state.ts';

interface Given {
  readonly title: string;
  readonly body: string;
}

const system = vi.hoisted(() => ({
  supported: true,
  shown: [] as { given: unknown; emit: (name: string) => boolean }[],
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
      }
    },
    nativeImage: { createFromDataURL: () => ({}) },
  };
});

beforeEach(() => {
  system.supported = true;
  system.shown.length = 0;
});

const token = aToken({ label: 'deploy', contractNumber: 31_234_567 });
const finishAt = Date.UTC(2026, 10, 28, 12);

function setup({ locked = false } = {}) {
  const state = firstState();
  const account = anAccount({ label: 'Production' });
  state.change({
    session: { ...state.current.session, account, accounts: [account] },
    list: { ...state.current.list, tokens: [token] },
  });
  if (locked) state.hide();
  const onClick = vi.fn();
  const announce = announceRotation(state, onClick);
  return { onClick, announce: () => announce({ tokenId: token.id, label: 'deploy', finishAt }) };
}

const given = (): Given => system.shown[0]?.given as Given;

test('says which token, whose, and when; a click shows the app', () => {
  const { announce, onClick } = setup();
  expect(announce()).toBe(true);
  expect(given().title).toBe("'deploy': the old token is deleted in an hour");
  expect(given().body).toMatch(/^Production · Contract 31234567\nYou chose that/);
  system.shown[0]?.emit('click');
  expect(onClick).toHaveBeenCalledOnce();
});

test('names neither the token nor its account while the app is locked', () => {
  const { announce } = setup({ locked: true });
  expect(announce()).toBe(true);
  expect(JSON.stringify(given())).not.toMatch(/deploy|Production|31234567/);
});

test('is not said to have been seen where nothing shows it', () => {
  system.supported = false;
  expect(setup().announce()).toBe(false);
  expect(system.shown).toEqual([]);
});
