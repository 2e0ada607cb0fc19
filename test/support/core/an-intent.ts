import type { GenerateIntent } from '../../../main/vault/journal.ts';
import { unsaid } from '../unsaid.ts';

/** The intent of a generate whose outcome is not known. */
export const anIntent = (changes: Partial<GenerateIntent> = {}): GenerateIntent => ({
  kind: 'generate',
  id: '11111111-1111-4111-8111-111111111111',
  purpose: 'vault',
  accountId: '22222222-2222-4222-8222-222222222222',
  email: null,
  userId: null,
  origin: 'https://api.ionos.com',
  contractNumber: null,
  ttlSeconds: 3600,
  ...unsaid,
  idsBefore: [],
  startedAt: Date.UTC(2026, 10, 23, 12, 0, 0),
  clockOffsetMs: null,
  endedAt: null,
  foundOpenAt: null,
  answered: [],
  named: [],
  digest: null,
  tokenId: null,
  checks: 0,
  ...changes,
});
