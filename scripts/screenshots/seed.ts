import type { Page } from '@playwright/test';
import type { AccountName } from '../../main/sandbox/accounts.ts';
import type { TokenColor } from '../../preload/contract.ts';
import { bridgeOf, handOf } from '../../test/support/bridge.ts';
import type { SandboxControl } from '../../test/support/sandbox-control.ts';

const day = 86_400;

interface Sample {
  readonly label: string;
  readonly usedIn?: string;
  readonly note?: string;
  readonly color?: TokenColor;
  /** How long ago it was made, and how long it lives, both in days. */
  readonly age: number;
  readonly ttl: number;
  /** Its value is saved here. */
  readonly saved: boolean;
  /** Deleted on the server afterwards. */
  readonly deleted?: boolean;
  readonly account?: AccountName;
}

/** Tokens in every state, as somebody might have them who has used the app for some months. */
const samples: readonly Sample[] = [
  {
    label: 'deploy-prod',
    usedIn: 'GitHub Actions, acme/infra',
    note: 'Paula rotates it on the first of the month.',
    color: 'green',
    age: 18,
    ttl: 30,
    saved: true,
  },
  {
    label: 'ci-terraform',
    usedIn: 'Jenkins, terraform apply',
    color: 'blue',
    age: 31,
    ttl: 90,
    saved: true,
  },
  {
    label: 'staging-dns',
    usedIn: 'external-dns in the staging cluster',
    color: 'teal',
    age: 64,
    ttl: 365,
    saved: true,
  },
  { label: 'backup-nightly', color: 'orange', age: 5, ttl: 7, saved: true },
  { label: 'laptop-kim', usedIn: "Kim's laptop", age: 12, ttl: 60, saved: false },
  { label: '', age: 3, ttl: 30, saved: false },
  { label: 'old-dashboard', color: 'purple', age: 140, ttl: 365, saved: true, deleted: true },
  { label: 'poc-summer', age: 120, ttl: 90, saved: true },
  { label: 'partner-dns', age: 20, ttl: 180, saved: true, account: 'empty' },
];

/** A token whose value is on this computer and which the app does not know yet. */
export interface Stranger {
  readonly kid: string;
  readonly value: string;
}

/** Makes the samples on the server and files them in the app that is signed in to `plain`. */
export async function seedVault(control: SandboxControl, page: Page): Promise<void> {
  for (const { kid, origin } of await control.tokens('plain'))
    if (origin === 'seed') await control.deleteToken(kid);
  for (const sample of samples) await seed(control, page, sample);
  await bridgeOf(page).tokens.refresh();
  // On the test build that a machine without access has; nobody else sees it.
  await bridgeOf(page).app.dismissNotice('FALLBACK_RUNTIME');
}

/** Two tokens for Rebuild to find. */
export async function strangers(control: SandboxControl): Promise<readonly Stranger[]> {
  const now = Math.floor(Date.now() / 1_000);
  const order = { createdAt: now - 40 * day, ttl: 180 * day };
  return [await control.consoleToken('plain', order), await control.consoleToken('plain', order)];
}

/** Nobody makes all tokens at the same time of the day; in seconds before now. */
const timeOfDay = ({ age }: Sample): number => 1_200 + ((age * 2_741) % 18_000);

async function seed(control: SandboxControl, page: Page, sample: Sample): Promise<void> {
  const { label, usedIn = '', note = '', color = 'none', account = 'plain' } = sample;
  const createdAt =
    Math.floor(Date.now() / 1_000) - Math.round(sample.age * day) - timeOfDay(sample);
  const { kid, value } = await control.consoleToken(account, { createdAt, ttl: sample.ttl * day });
  const { imports, tokens } = bridgeOf(page);
  const notes = { label, usedIn, note, color };
  if (!sample.saved) {
    // Only a token that the list has can be described.
    must(await tokens.refresh());
    must(await tokens.describe({ tokenId: kid, ...notes }));
    return;
  }
  must(await imports.paste({ text: value }));
  must(await handOf(page).imports.keep(notes));
  if (sample.deleted) await control.deleteToken(kid);
}

function must(answer: { readonly ok: boolean }): void {
  if (!answer.ok) throw new Error(`the samples could not be filed: ${JSON.stringify(answer)}`);
}
