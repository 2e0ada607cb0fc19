import { expect, test } from 'vitest';
import { SerialQueue } from '../../../main/vault/serial-queue.ts';
import { turns } from '../../support/core/turns.ts';

test('tasks run one after another, in their order', async () => {
  const queue = new SerialQueue();
  const events: string[] = [];
  const ends: (() => void)[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.push(resolve));
    events.push(`${name} ends`);
  };
  const all = Promise.all([queue.run(task('a')), queue.run(task('b')), queue.run(task('c'))]);
  for (let n = 0; n < 3; n += 1) {
    await turns();
    expect(ends).toHaveLength(1);
    ends.pop()?.();
  }
  await all;
  expect(events).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('a task that fails tells its own caller and stops no other', async () => {
  const queue = new SerialQueue();
  const failed = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

test('its length counts what runs and what waits', async () => {
  const queue = new SerialQueue();
  let end: () => void = () => undefined;
  const first = queue.run(() => new Promise<void>((resolve) => (end = resolve)));
  const second = queue.run(() => Promise.reject(new Error('no')));
  await turns();
  expect(queue.length).toBe(2);
  end();
  await first;
  await expect(second).rejects.toThrow('no');
  expect(queue.length).toBe(0);
});
