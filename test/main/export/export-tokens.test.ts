import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { exportTokens } from '../../../main/export/export-tokens.ts';
import type { ExportFormat, Token } from '../../../preload/contract.ts';
import { FakeSaveDialog } from '../../support/core/fake-ports.ts';
import { unreminded, unsaid } from '../../support/unsaid.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 28, 12);

const aToken = (changes: Partial<Token> = {}): Token => ({
  id: '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01',
  createdAt: now - 18 * DAY,
  expiresAt: now + 12 * DAY,
  state: 'saved',
  ...unsaid,
  accountId: null,
  ...unreminded,
  origin: 'https://api.ionos.com',
  contractNumber: 31_234_567,
  email: 'kim@example.com',
  kept: 'keychain',
  usedAt: null,
  own: false,
  listed: true,
  ...changes,
});

const other = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';

async function run(
  format: ExportFormat,
  tokens: readonly Token[],
  ids = tokens.map(({ id }) => id),
): Promise<{ name: string; content: string }> {
  const saveDialog = new FakeSaveDialog();
  const parts = { tokens, clock: { now: () => now }, saveDialog };
  expect(await exportTokens(parts, format, ids)).toEqual({ saved: true });
  const [saved] = saveDialog.saved;
  if (!saved) throw new Error('nothing was saved');
  return saved;
}

describe('as a table', () => {
  test('has a heading, a line for each token in the order that was asked for, and dates in UTC', async () => {
    const tokens = [
      aToken({ label: 'deploy, prod', usedIn: 'GitHub "acme"' }),
      aToken({ id: other }),
    ];
    const { name, content } = await run('csv', tokens, [other, tokens[0]?.id ?? '']);
    expect(name).toBe('ionos-tokens-2026-11-28.csv');
    expect(content.split('\r\n')).toEqual([
      '\ufeffid,label,usedIn,state,created,expires,contract,account,server',
      `${other},,,saved,2026-11-10T12:00:00.000Z,2026-12-10T12:00:00.000Z,31234567,kim@example.com,https://api.ionos.com`,
      '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01,"deploy, prod","GitHub ""acme""",saved,2026-11-10T12:00:00.000Z,2026-12-10T12:00:00.000Z,31234567,kim@example.com,https://api.ionos.com',
      '',
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    'makes no formula of the label %j',
    async (label) => {
      const { content } = await run('csv', [aToken({ label })]);
      expect(content.split('\r\n')[1]).toMatch(/^[\w-]{36},"?'/);
    },
  );

  test('says nothing where nothing is known', async () => {
    const unknown = { createdAt: null, expiresAt: null, contractNumber: null, email: null };
    const { content } = await run('csv', [aToken(unknown)]);
    expect(content).toContain(',saved,,,,,https://api.ionos.com\r\n');
  });
});

test('for programs it is a list of objects', async () => {
  const { name, content } = await run('json', [aToken({ label: 'deploy' })]);
  expect(name).toBe('ionos-tokens-2026-11-28.json');
  expect(JSON.parse(content)).toEqual([
    {
      id: '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01',
      label: 'deploy',
      usedIn: '',
      state: 'saved',
      created: '2026-11-10T12:00:00.000Z',
      expires: '2026-12-10T12:00:00.000Z',
      contract: '31234567',
      account: 'kim@example.com',
      server: 'https://api.ionos.com',
    },
  ]);
});

describe('as a calendar', () => {
  const events = (content: string): ICAL.Component[] =>
    new ICAL.Component(ICAL.parse(content) as never).getAllSubcomponents('vevent');

  test('has one event for each token that is still to end, with what may stop working', async () => {
    const { name, content } = await run('ics', [
      aToken({ label: 'deploy, prod; ä', usedIn: 'a very long use '.repeat(12) }),
      aToken({ id: other, state: 'expired', expiresAt: now - 1 }),
      aToken({ id: other, state: 'gone' }),
      aToken({ id: other, expiresAt: null }),
    ]);
    expect(name).toBe('ionos-tokens-2026-11-28.ics');
    const [event, ...more] = events(content);
    expect(more).toEqual([]);
    const said = (property: string) => event?.getFirstPropertyValue(property)?.toString();
    expect(said('uid')).toBe('3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01@tokenvault.app');
    expect(said('summary')).toBe("IONOS token 'deploy, prod; ä' expires");
    expect(said('dtstart')).toBe('2026-12-10T12:00:00Z');
    expect(said('description')).toContain('kim@example.com · Contract 31234567');
    expect(said('description')).toContain('a very long use a very long use');
    // RFC 5545: no line has more than 75 octets, and each ends with both signs.
    const lines = content.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(content).not.toMatch(/(?<!\r)\n/);
  });

  test.each([
    [12 * DAY, ['-P1W', '-P1D']],
    [3 * DAY, ['-P1D']],
    [DAY / 2, []],
  ])('reminds of an end in %i ms as long as there is time for it', async (left, expected) => {
    const { content } = await run('ics', [aToken({ expiresAt: now + left })]);
    const alarms = events(content)[0]?.getAllSubcomponents('valarm') ?? [];
    expect(alarms.map((one) => one.getFirstPropertyValue('trigger')?.toString())).toEqual(expected);
  });
});

test('what is on no list is not exported, and nothing is saved', async () => {
  const saveDialog = new FakeSaveDialog();
  const parts = { tokens: [aToken()], clock: { now: () => now }, saveDialog };
  await expect(exportTokens(parts, 'csv', [other])).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  expect(saveDialog.saved).toEqual([]);
});

test('whoever cancels has saved nothing, and a full disk is told', async () => {
  const saveDialog = new FakeSaveDialog();
  const parts = { tokens: [aToken()], clock: { now: () => now }, saveDialog };
  saveDialog.answer = 'cancel';
  expect(await exportTokens(parts, 'json', [aToken().id])).toEqual({ saved: false });
  saveDialog.answer = 'disk full';
  await expect(exportTokens(parts, 'json', [aToken().id])).rejects.toMatchObject({
    code: 'FILE_NOT_WRITTEN',
  });
});
