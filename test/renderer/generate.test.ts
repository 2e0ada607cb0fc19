import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure, State } from '../../preload/contract.ts';
import { aList, aState, aStore, theAccountId } from './build.ts';
import { no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, open, visible } from './open.ts';

const DAY = 86_400;

async function setup(answers: Answers = {}, changes: Partial<State> = {}): Promise<FakeBridge> {
  const bridge = await open(changes, answers);
  await button('Generate Token').click();
  await visible(dialog('Generate Token'));
  return bridge;
}

const refusing = (error: Failure): Answers => ({ tokens: { generate: () => no(error) } });

/** The bridge's answer to a generate that never comes. */
const pending: Answers = { tokens: { generate: () => new Promise(() => undefined) } };

async function chooseOther(length: string, unit: string): Promise<void> {
  await field('Time To Live (TTL)').selectOptions('Other…');
  await field('Unit').selectOptions(unit);
  await field('Length').fill(length);
}

test('offers the nine lives of the web console and one of its own, 30 Days preselected', async () => {
  await setup();
  const ttl = field('Time To Live (TTL)');
  await focused(ttl);
  await expect.element(ttl).toHaveDisplayValue('30 Days');
  const options = ttl.getByRole('option').elements();
  expect(options.map((option) => option.textContent)).toEqual([
    '1 Hour',
    '4 Hours',
    '1 Day',
    '7 Days',
    '30 Days',
    '60 Days',
    '90 Days',
    '180 Days',
    '365 Days',
    'Other…',
  ]);
});

test('says the exact end before, local and in UTC, and by the clock of the server', async () => {
  const clockOffsetMs = 5 * 60_000;
  await setup({}, { list: aList({ clockOffsetMs }) });
  await field('Time To Live (TTL)').selectOptions('1 Day');
  const time = dialog('Generate Token').getByText(/^Expires /);
  await visible(dialog('Generate Token').getByText(/UTC$/));
  const said = Date.parse(time.element().getAttribute('datetime') ?? '');
  expect(Math.abs(said - (Date.now() + clockOffsetMs + DAY * 1_000))).toBeLessThan(5_000);
});

test.each([
  ['1 Hour', 3_600],
  ['30 Days', 30 * DAY],
  ['365 Days', 365 * DAY],
])('asks for %s as %i seconds', { tags: 'long' }, async (choice, ttlSeconds) => {
  const bridge = await setup(pending);
  await field('Time To Live (TTL)').selectOptions(choice);
  await field('Label').fill('  deploy-prod ');
  await button('Generate').click();
  expect(bridge.argsOf('tokens.generate')).toEqual([
    {
      ttlSeconds,
      label: 'deploy-prod',
      note: '',
      usedIn: '',
      color: 'none',
      keep: true,
      accountId: theAccountId,
    },
  ]);
});

test('takes a note, where it is used and a color, when asked for more', async () => {
  const bridge = await setup(pending);
  await page.getByText('More', { exact: true }).click();
  await field('Used in').fill(' GitHub Actions ');
  await field('Note').fill('ask Kim');
  await field('Teal').click({ force: true });
  await button('Generate').click();
  expect(bridge.argsOf('tokens.generate')).toMatchObject([
    { note: 'ask Kim', usedIn: 'GitHub Actions', color: 'teal' },
  ]);
});

test.each([
  ['60', 'seconds', 60],
  ['31536000', 'seconds', 365 * DAY],
])('takes a life of %s %s', { tags: 'long' }, async (length, unit, ttlSeconds) => {
  const bridge = await setup(pending);
  await chooseOther(length, unit);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => bridge.argsOf('tokens.generate')).toMatchObject([{ ttlSeconds }]);
});

test.each([
  ['59', 'seconds', /too short.*at least 60 seconds/],
  ['31536001', 'seconds', /too long.*at most 365 days/],
  ['', 'days', /Enter a whole number/],
])(
  'refuses a life of "%s" %s, and sends nothing',
  { tags: 'long' },
  async (length, unit, sentence) => {
    const bridge = await setup();
    await chooseOther(length, unit);
    await button('Generate').click();
    await visible(alert(sentence));
    await focused(field('Length'));
    await expect.element(field('Length')).toHaveValue(length);
    expect(bridge.argsOf('tokens.generate')).toEqual([]);
  },
);

test('shows at the field what only main knew about the life', async () => {
  await setup(refusing({ code: 'TTL_TOO_LONG' }));
  await button('Generate').click();
  await visible(alert('too long'));
  await expect.element(field('Time To Live (TTL)')).toHaveAttribute('aria-invalid', 'true');
});

describe('keeping the value', () => {
  test.each([true, false])('starts as the setting says: %s', async (keepInKeychain) => {
    const bridge = await setup(pending, {
      settings: { ...aState().settings, keepInKeychain },
    });
    await button('Generate').click();
    expect(bridge.argsOf('tokens.generate')).toMatchObject([{ keep: keepInKeychain }]);
  });

  test('is called what it is without a keychain', async () => {
    await setup({}, { store: aStore({ kind: 'session' }) });
    await visible(page.getByRole('checkbox', { name: 'Keep until the app ends' }));
  });
});
