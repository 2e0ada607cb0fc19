/** Lets everything that only waits for promises go on: no time passes. */
export function turns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
