import { expect, test } from 'vitest';
import { Turns } from '../../main/turns.ts';

/** Turns beside something that makes values or does not, and a piece of work that ends when it is told. */
function turns() {
  const making = { value: false };
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    making,
    turns: new Turns(() => making.value),
    work: () => ended,
    end: () => {
      end();
    },
  };
}

const nothing = (): Promise<void> => Promise.resolve();

test('a second click does not sign in once more', async () => {
  const { turns: t, work, end } = turns();
  const first = t.take(work);
  await expect(t.take(nothing)).rejects.toMatchObject({ code: 'BUSY' });
  end();
  await first;
  await expect(t.take(nothing)).resolves.toBeUndefined();
});

test('nobody has a turn while a value is made or shown', async () => {
  const { turns: t, making } = turns();
  making.value = true;
  await expect(t.take(nothing)).rejects.toMatchObject({ code: 'BUSY' });
  await expect(t.leave(nothing)).rejects.toMatchObject({ code: 'BUSY' });
  let ran = false;
  await t.aloneIfFree(() => {
    ran = true;
    return nothing();
  });
  expect(ran).toBe(false);
});

test('a value that is begun while a turn waits ends it', async () => {
  const { turns: t, making, work, end } = turns();
  const before = t.after(work);
  const waiting = t.leave(nothing);
  making.value = true;
  end();
  await before;
  await expect(waiting).rejects.toMatchObject({ code: 'BUSY' });
});

test('no generate begins until a turn has ended, however it ends', async () => {
  const { turns: t, work, end } = turns();
  const taken = t.take(async () => {
    await work();
    throw new Error('no');
  });
  await nothing();
  expect([t.taken, t.busy]).toEqual([true, true]);
  end();
  await expect(taken).rejects.toThrow('no');
  expect([t.taken, t.busy]).toEqual([false, false]);
});

test('what mints by itself leaves a person free to ask, and is waited for', async () => {
  const { turns: t, work, end } = turns();
  const order: string[] = [];
  const renewal = t.after(() =>
    t.aloneIfFree(async () => {
      await work();
      order.push('renewal');
    }),
  );
  await nothing();
  expect([t.taken, t.busy]).toEqual([true, false]);
  const asked = t.take(() => {
    order.push('person');
    return nothing();
  });
  end();
  await Promise.all([renewal, asked]);
  expect(order).toEqual(['renewal', 'person']);
});
