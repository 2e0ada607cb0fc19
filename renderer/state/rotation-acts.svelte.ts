import { m } from '#messages';
import type { Failure, Result, Rotation } from '../../preload/contract.ts';
import { rotationName } from '../text/rotation-text.ts';
import type { Page } from './page.svelte.ts';

type Act = 'go-on' | 'undo' | 'finish' | 'schedule' | 'leave';

/** What a person does with one rotation that is open; says how it went. */
export class RotationActs {
  readonly #page: Page;
  busy = $state<Act | null>(null);
  failure = $state.raw<Failure | null>(null);

  constructor(page: Page) {
    this.#page = page;
  }

  goOn({ id }: Rotation): Promise<boolean> {
    return this.#run('go-on', () =>
      this.#page.vault.act((bridge) => bridge.rotations.goOn({ rotationId: id })),
    );
  }

  async undo(rotation: Rotation): Promise<boolean> {
    const undone = await this.#run('undo', () =>
      this.#page.vault.act((bridge) => bridge.rotations.undo({ rotationId: rotation.id })),
    );
    if (undone) this.#say(rotation, m.rotation_undone({ name: rotationName(rotation) }));
    return undone;
  }

  async finish(rotation: Rotation): Promise<boolean> {
    const finished = await this.#run('finish', () =>
      this.#page.vault.act((bridge) => bridge.rotations.finish({ rotationId: rotation.id })),
    );
    if (finished) this.#say(rotation, m.rotation_finished({ name: rotationName(rotation) }));
    return finished;
  }

  async leave(rotation: Rotation): Promise<boolean> {
    const left = await this.#run('leave', () =>
      this.#page.vault.act((bridge) => bridge.rotations.leave({ rotationId: rotation.id })),
    );
    if (left) this.#say(rotation, m.rotation_left({ name: rotationName(rotation) }));
    return left;
  }

  /** @param finishAt Unix time in ms; null: not by itself. */
  schedule({ id }: Rotation, finishAt: number | null): Promise<boolean> {
    return this.#run('schedule', () =>
      this.#page.vault.act((bridge) => bridge.rotations.schedule({ rotationId: id, finishAt })),
    );
  }

  #say(rotation: Rotation, text: string): void {
    const { toasts, vault } = this.#page;
    if (!vault.locked) toasts.done(text, vault.whose(rotation));
  }

  async #run(act: Act, intent: () => Promise<Result<unknown>>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = act;
    this.failure = null;
    const result = await intent();
    this.busy = null;
    if (!result.ok) this.failure = result.error;
    return result.ok;
  }
}
