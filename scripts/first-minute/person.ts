import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';

/** How fast somebody is who sees the app for the first time, in milliseconds. */
export const pace = {
  /** Looking at a view that is new. */
  look: 2_000,
  /** Before each action. */
  decide: 1_000,
  /** For each typed character. */
  key: 150,
} as const;

export interface Screen {
  readonly name: string;
  readonly actions: number;
  /** Since the view before was left. */
  readonly seconds: number;
}

/** Somebody at human pace, who counts what there is to do: a click or key that acts, a field to fill. */
export class Person {
  readonly #page: Page;
  readonly #screens: Screen[] = [];
  #since = performance.now();
  #actions = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  get screens(): readonly Screen[] {
    return this.#screens;
  }

  /** Begins to count. */
  begin(): void {
    this.#since = performance.now();
  }

  /** Waits until the view is there, and takes it in. */
  async see(view: Locator): Promise<void> {
    await view.waitFor();
    await sleep(pace.look);
  }

  async click(target: Locator): Promise<void> {
    await this.#decide();
    await target.click();
  }

  async press(key: string): Promise<void> {
    await this.#decide();
    await this.#page.keyboard.press(key);
  }

  /** Into the field that has the keyboard. */
  async type(text: string): Promise<void> {
    await this.#decide();
    await this.#page.keyboard.type(text, { delay: pace.key });
  }

  /** What was done since the last time is of this view. */
  leave(name: string): void {
    const now = performance.now();
    this.#screens.push({ name, actions: this.#actions, seconds: (now - this.#since) / 1_000 });
    this.#since = now;
    this.#actions = 0;
  }

  async #decide(): Promise<void> {
    this.#actions += 1;
    await sleep(pace.decide);
  }
}
