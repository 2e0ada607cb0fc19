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
export const bridgeOf = (page: Page): CalledBridge => calledBridge(page, () => Promise.resolve());

/** The same, each call right after a key that a person pressed: what a value needs. */
export const handOf = (page: Page): CalledBridge =>
  calledBridge(page, () => page.keyboard.press('Shift'));

type CalledBridge = Omit<Bridge, 'onChanged' | 'onAct' | 'onOpenToken' | 'openDropped'>;

function calledBridge(page: Page, before: () => Promise<void>): CalledBridge {
  const call = (topic: string, action: string) => async (args?: unknown) => {
    await before();
    return page.evaluate(
      ([inTopic, inAction, given]) =>
        (globalThis as unknown as { vault: Calls }).vault[inTopic]?.[inAction]?.(given),
      [topic, action, args] as const,
    );
  };
  const topicOf = (topic: string) =>
    new Proxy({}, { get: (_, action) => call(topic, String(action)) });
  return new Proxy({}, { get: (_, topic) => topicOf(String(topic)) }) as Bridge;
}

/** What a call is answered that was refused with this code. */
export const refused = (code: string) => ({ ok: false, error: { code } });
