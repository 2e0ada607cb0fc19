import type { Page } from '@playwright/test';
import type { Bridge } from '../../preload/contract.ts';

type Calls = Readonly<
  Record<string, Readonly<Record<string, (args: unknown) => Promise<unknown>>>>
>;

/**
 * `window.vault` of a running page, called as script in that page would call it:
 *
 *     const copied = await bridgeOf(page).values.copy({ tokenId });
 */
export function bridgeOf(page: Page): Omit<Bridge, 'onChanged' | 'onAct' | 'openDropped'> {
  const call = (topic: string, action: string) => (args?: unknown) =>
    page.evaluate(
      ([inTopic, inAction, given]) =>
        (globalThis as unknown as { vault: Calls }).vault[inTopic]?.[inAction]?.(given),
      [topic, action, args] as const,
    );
  const topicOf = (topic: string) =>
    new Proxy({}, { get: (_, action) => call(topic, String(action)) });
  return new Proxy({}, { get: (_, topic) => topicOf(String(topic)) }) as Bridge;
}
