import { expect, test } from 'vitest';
import { readTtl, type TtlUnit } from '../../renderer/text/ttl.ts';

test.each<[string, TtlUnit, ReturnType<typeof readTtl>]>([
  ['60', 'seconds', { seconds: 60 }],
  ['59', 'seconds', { code: 'TTL_TOO_SHORT' }],
  ['31536000', 'seconds', { seconds: 31_536_000 }],
  ['31536001', 'seconds', { code: 'TTL_TOO_LONG' }],
  ['1', 'minutes', { seconds: 60 }],
  ['525600', 'minutes', { seconds: 31_536_000 }],
  ['525601', 'minutes', { code: 'TTL_TOO_LONG' }],
  ['36', 'hours', { seconds: 129_600 }],
  ['8761', 'hours', { code: 'TTL_TOO_LONG' }],
  ['365', 'days', { seconds: 31_536_000 }],
  ['366', 'days', { code: 'TTL_TOO_LONG' }],
  [' 7 ', 'days', { seconds: 604_800 }],
  ['007', 'days', { seconds: 604_800 }],
  ['0', 'days', { code: 'TTL_TOO_SHORT' }],
  ['-1', 'days', { code: 'TTL_TOO_SHORT' }],
  ['9'.repeat(400), 'days', { code: 'TTL_TOO_LONG' }],
  ['', 'days', { code: 'TTL_NOT_A_NUMBER' }],
  ['7d', 'days', { code: 'TTL_NOT_A_NUMBER' }],
  ['1.5', 'days', { code: 'TTL_NOT_A_NUMBER' }],
  ['1e3', 'seconds', { code: 'TTL_NOT_A_NUMBER' }],
  ['0x64', 'seconds', { code: 'TTL_NOT_A_NUMBER' }],
])('"%s" %s', (typed, unit, ttl) => {
  expect(readTtl(typed, unit)).toEqual(ttl);
});
