import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { aList, now, tokens } from './build.ts';
import { done, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, gone, open, visible } from './open.ts';

const listed = (list: Partial<State['list']>, answers: Answers = {}): Promise<FakeBridge> =>
  open({ list: aList(list) }, answers);

describe('the count', () => {
  test.each([
    [37, '37 of 100 tokens', undefined],
    [92, '92 of 100 tokens', '8 left'],
    [100, '100 of 100 tokens', 'Full'],
  ])('of %i', async (count, words, warning) => {
    await listed({ tokens: tokens(count) });
    await visible(page.getByText(words));
    if (warning) await visible(page.getByText(warning, { exact: true }));
  });

  test('at the limit says what to do and does the first step', async () => {
    await listed({ tokens: tokens(100) });
    await visible(page.getByText(/All 100 tokens are in use/));
    await button('Select 16 expired tokens').click();
    await button('Delete token').click();
    await visible(dialog('Delete 16 tokens'));
  });
});

describe('the age of the list', () => {
  test('is said beside Refresh, which reads it again', async () => {
    const bridge = await listed({ fetchedAt: now - 3 * 60_000 }, { tokens: { refresh: done } });
    await visible(page.getByText('Updated 3 min ago'));
    await button('Refresh').click();
    expect(bridge.argsOf('tokens.refresh')).toHaveLength(1);
  });

  test('is named with the time when the list is an old one', async () => {
    await listed({ fetchedAt: now - 3 * 60_000, stale: true });
    await visible(page.getByText(/^Showing the list from .+ \(3 min ago\)$/));
  });
});

describe('without a good list', () => {
  test('shows grey rows while the first one is read', async () => {
    await listed({ status: 'loading', tokens: [], fetchedAt: null });
    await expect.element(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
    await gone(page.getByText(/of 100/));
    await gone(page.getByText('No tokens yet'));
  });

  test('teaches what a token is when there is none', async () => {
    await listed({ tokens: [] });
    await visible(page.getByText(/Terraform, ionosctl, SDKs and CI/));
    await button('Generate Token').click();
    await visible(dialog('Generate Token'));
  });

  test('says why it could not be read, and tries again', async () => {
    const bridge = await listed(
      { status: 'failed', tokens: [], fetchedAt: null, error: { code: 'SERVER_ERROR' } },
      { tokens: { refresh: done } },
    );
    await visible(alert('fault on its side'));
    await gone(page.getByRole('table'));
    await button('Try again').click();
    expect(bridge.argsOf('tokens.refresh')).toHaveLength(1);
  });

  test('offline: shows the last one, its age and what is wrong', async () => {
    await listed({
      status: 'failed',
      stale: true,
      fetchedAt: now - 2 * 3_600_000,
      error: { code: 'OFFLINE' },
    });
    await visible(page.getByText(/Showing the list from .+ \(2 h ago\)/));
    await visible(alert('IONOS cannot be reached'));
    expect(page.getByRole('row').elements()).toHaveLength(7);
  });
});
