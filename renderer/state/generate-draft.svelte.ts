import type { TokenColor } from '../../preload/contract.ts';
import type { UnansweredRequest } from './unanswered.svelte.ts';
import { TtlChoice } from './ttl-choice.svelte.ts';

/**
 * What was entered to generate a token. It outlives its dialog until a token was made with it or the
 * person gives it up: nothing is typed twice because of a server.
 */
export class GenerateDraft {
  /** For which account; null: nobody is signed in. */
  accountId = $state<string | null>(null);
  readonly life = new TtlChoice();
  label = $state('');
  note = $state('');
  usedIn = $state('');
  color = $state<TokenColor>('none');
  keep = $state(true);
  /** The request that was made with it and has no usable answer. */
  sent = $state.raw<UnansweredRequest | null>(null);

  constructor(accountId: string | null, keep: boolean) {
    this.accountId = accountId;
    this.keep = keep;
  }

  /** Something of it was written, and would have to be again. */
  get written(): boolean {
    return [this.label, this.note, this.usedIn].some((text) => text.trim() !== '');
  }

  /** As main takes it: none is named where nobody is signed in. */
  get forAccount(): { readonly accountId?: string } {
    return this.accountId === null ? {} : { accountId: this.accountId };
  }

  /** As main takes it. */
  get said(): { label: string; note: string; usedIn: string; color: TokenColor; keep: boolean } {
    return {
      label: this.label.trim(),
      note: this.note.trim(),
      usedIn: this.usedIn.trim(),
      color: this.color,
      keep: this.keep,
    };
  }
}
