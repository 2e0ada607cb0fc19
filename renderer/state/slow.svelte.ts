/** Until `afterMs` a button to stop it would only flicker; tests wait less. */
export const slowness = { afterMs: 3_000 };

/** Whether something that is waited for does not come soon. Made while a component is made. */
export class Slow {
  #slow = $state(false);

  constructor(waiting: () => boolean) {
    $effect(() => {
      if (!waiting()) return;
      const timer = setTimeout(() => {
        this.#slow = true;
      }, slowness.afterMs);
      return () => {
        clearTimeout(timer);
        this.#slow = false;
      };
    });
  }

  get slow(): boolean {
    return this.#slow;
  }
}
