import { accounts } from '../../../main/sandbox/accounts.ts';
import type { SandboxControl } from '../sandbox-control.ts';
import type { Act, Shown } from '../vault-process/protocol.ts';
import type { Random } from './random.ts';
import type { Watch } from './watch.ts';

/** Who uses a vault: the seed chooses what is done of what can be done, by what the app shows. */
export class ActingPerson {
  readonly #random: Random;
  readonly #control: SandboxControl;
  /** Told what is given up on purpose. */
  readonly #watch: Watch;

  constructor({
    random,
    control,
    watch,
  }: {
    readonly random: Random;
    readonly control: SandboxControl;
    readonly watch: Watch;
  }) {
    this.#random = random;
    this.#control = control;
    this.#watch = watch;
  }

  /** The act that gets to a moment which is named `operation/…`; null where a person cannot do it now. */
  async actToward(moment: string | null, shown: Shown): Promise<Act | null> {
    const { account, authorised, generated, saved, rotations } = shown;
    const operation = moment?.split('/')[0] ?? '';
    if (account === null || !authorised)
      switch (operation) {
        case 'sign-in':
          return this.#signIn();
        case 'token-sign-in':
          return this.#signInWithToken();
        default:
          return null;
      }
    if (generated !== null) return null;
    switch (operation) {
      case 'sign-out':
        return this.#signOut();
      case 'import':
        return this.#import();
      case 'generate':
        return this.#generate();
      case 'delete':
        return saved.length > 0 ? this.#delete(saved) : null;
      case 'forget':
        return saved.length > 0 ? this.#forget(saved) : null;
      case 'rotate':
        return this.#rotate(shown);
      case 'finish-rotation':
      case 'undo-rotation':
        return this.#endRotation(operation, rotations);
      case 'renew':
      case 'take-over':
      case 'retire':
        return replaceOwn(account, shown);
      default:
        return null;
    }
  }

  /** What leads, over one that is finished and a sign-in that is replaced, to a rotation that is open; null: there is one. */
  actToRotation(shown: Shown, done: readonly Act['kind'][]): Act | null {
    const { account, authorised, generated, rotations } = shown;
    if (account === null || !authorised) return this.#signIn();
    if (generated !== null) return { kind: 'close-generated' };
    const isFinished = done.includes('finish-rotation');
    if (rotations.length > 0)
      return isFinished ? null : this.#endRotation('finish-rotation', rotations);
    if (isFinished && !done.includes('replace-own')) return replaceOwn(account, shown);
    return this.#rotate(shown) ?? { kind: 'generate', label: 'kill', keep: true };
  }

  /** What a person does next, by what they see. */
  async nextAct(shown: Shown): Promise<Act> {
    const { account, authorised, generated, saved } = shown;
    if (account === null || !authorised)
      return this.#random.below(3) > 0 ? this.#signIn() : this.#signInWithToken();
    if (generated !== null) {
      this.#watch.letGo(generated);
      return { kind: 'close-generated' };
    }
    if (this.#random.below(3) === 0) {
      const act = this.#inPlaceOf(account, shown);
      if (act) return act;
    }
    switch (this.#random.below(saved.length > 0 ? 8 : 4)) {
      case 0:
        return this.#signOut();
      case 1:
        return this.#import();
      case 2:
      case 3:
        return this.#generate();
      case 4:
        return this.#forget(saved);
      default:
        return this.#delete(saved);
    }
  }

  /** What puts a token in place of another, or deletes several; null where there is none to do it with. */
  #inPlaceOf(accountId: string, shown: Shown): Act | null {
    const { saved, rotations } = shown;
    switch (this.#random.below(6)) {
      case 0:
        return replaceOwn(accountId, shown);
      case 1:
        return this.#endRotation('finish-rotation', rotations);
      case 2:
        return this.#endRotation('undo-rotation', rotations);
      case 3:
        return saved.length > 1 ? { kind: 'reap', tokenIds: saved.slice(0, 3) } : null;
      default:
        return this.#rotate(shown);
    }
  }

  /** One or two that can be rotated; null: there is none. */
  #rotate({ saved, rotations, minted }: Shown): Act | null {
    const bound = [minted, ...rotations.flatMap((one) => [one.oldTokenId, one.newTokenId])];
    const free = saved.filter((id) => !bound.includes(id));
    if (free.length === 0) return null;
    const both = new Set([this.#random.pick(free), this.#random.pick(free)]);
    return { kind: 'rotate', tokenIds: [...both] };
  }

  #endRotation(
    kind: 'finish-rotation' | 'undo-rotation',
    rotations: Shown['rotations'],
  ): Act | null {
    if (rotations.length === 0) return null;
    return { kind, rotationId: this.#random.pick(rotations).id };
  }

  #signIn(): Act {
    const { email, password } = accounts.empty;
    return { kind: 'sign-in', email, password };
  }

  async #signInWithToken(): Promise<Act> {
    const { value } = await this.#control.consoleToken('empty');
    return { kind: 'sign-in-with-token', token: value };
  }

  #signOut(): Act {
    return { kind: 'sign-out', revoke: this.#random.below(2) === 0 };
  }

  async #import(): Promise<Act> {
    const { value } = await this.#control.consoleToken('empty');
    return { kind: 'import', value };
  }

  #generate(): Act {
    return { kind: 'generate', label: 'kill', keep: this.#random.below(4) > 0 };
  }

  #delete(saved: Shown['saved']): Act {
    return { kind: 'delete', tokenId: this.#random.pick(saved) };
  }

  #forget(saved: Shown['saved']): Act {
    const tokenId = this.#random.pick(saved);
    this.#watch.want([tokenId]);
    return { kind: 'forget', tokenId };
  }
}

const replaceOwn = (accountId: string, { minted }: Shown): Act | null =>
  minted === null ? null : { kind: 'replace-own', accountId, tokenId: minted };
