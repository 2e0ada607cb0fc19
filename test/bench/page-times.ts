import type { Page } from '@playwright/test';

/** What begins an interaction, as the page hears it. */
type Trigger = 'input' | 'click';

/** As text: the page knows nothing of this file, and this file nothing of a document. */
const noting = (trigger: Trigger, effect: string | null): string => `(() => {
  const type = ${JSON.stringify(trigger)};
  const selector = ${JSON.stringify(effect)};
  const took = [];
  const painted = (then) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
  const is = () => document.querySelector(selector) !== null;
  const noted = (event) => {
    const had = selector === null || is();
    const look = () => {
      if (selector === null || is() !== had) took.push(performance.now() - event.timeStamp);
      else painted(look);
    };
    painted(look);
  };
  addEventListener(type, noted, { capture: true });
  window.takeTimes = () => {
    removeEventListener(type, noted, { capture: true });
    return took;
  };
})()`;

/**
 * Has the page note how long each interaction takes: from the moment that the system made the event until
 * the frame in which its effect stands is handed on to be shown.
 *
 * @param effect a selector that is there, or not there any more, when the effect stands; null: the next
 *   frame is what counts.
 */
export const noteTimes = (page: Page, trigger: Trigger, effect: string | null = null) =>
  page.evaluate(noting(trigger, effect));

/** Ends that. @returns the times, ms. */
export const takeTimes = (page: Page): Promise<readonly number[]> =>
  page.evaluate<readonly number[]>('takeTimes()');
