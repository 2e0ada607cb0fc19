import { m } from '#messages';
import type { Account, Failure, Generated } from '../../preload/contract.ts';
import { deleteFailureText, downloadFailureText, failureText } from '../text/failure-text.ts';
import { shortId } from '../text/state-text.ts';
import { OneAct } from './one-act.svelte.ts';
import type { Page } from './page.svelte.ts';

type Act = 'copy' | 'download' | 'keep' | 'revoke' | 'reveal' | 'close';

/** What can be done with a token's one-time value while its window is open. */
export class GeneratedActs extends OneAct<Act> {
  readonly #page: Page;

  constructor(page: Page) {
    // Leaving the system's save dialog is none.
    super((act, { code }) => act === 'revoke' || code !== 'CANCELLED');
    this.#page = page;
  }

  /** The sentence of a failure of the last act. */
  wordsOf(failure: Failure): string {
    return this.failedAct === 'download'
      ? downloadFailureText(failure)
      : deleteFailureText(failure);
  }

  copyId = async (tokenId: string): Promise<void> => {
    const { toasts, vault } = this.#page;
    const result = await vault.act((bridge) => bridge.tokens.copyId({ tokenId }));
    if (result.ok) toasts.done(m.copied_id(), this.#whose());
    else toasts.failed(failureText(result.error));
  };

  copyValue = async ({ tokenId, label }: Generated): Promise<void> => {
    const answer = await this.run('copy', () =>
      this.#page.vault.act((bridge) => bridge.generated.copyValue()),
    );
    if (answer) this.#page.copied.done({ id: tokenId, label }, answer.clearsAt);
  };

  download = async (): Promise<void> => {
    const answer = await this.run('download', () =>
      this.#page.vault.act((bridge) => bridge.generated.download()),
    );
    if (answer?.saved) this.#page.toasts.done(m.generated_downloaded(), this.#whose());
  };

  keep = async (keep: boolean): Promise<void> => {
    await this.#keep(keep);
  };

  /** Keeps the value after all, and closes once that is so. */
  keepAndClose = async (): Promise<void> => {
    if (await this.#keep(true)) await this.close();
  };

  revoke = async (tokenId: string): Promise<void> => {
    // Known no longer once it is gone.
    const whose = this.#whose();
    const revoked = await this.run('revoke', () =>
      this.#page.vault.act((bridge) => bridge.generated.revoke()),
    );
    if (revoked !== null) this.#page.toasts.done(m.revoked({ id: shortId(tokenId) }), whose);
  };

  reveal = (): Promise<{ tokenId: string | null; value: string } | null> =>
    this.run('reveal', () => this.#page.vault.act((bridge) => bridge.generated.reveal()));

  close = async (): Promise<void> => {
    await this.run('close', () => this.#page.vault.act((bridge) => bridge.generated.close()));
  };

  #whose(): Account | null {
    const { vault } = this.#page;
    return vault.generated && vault.whose(vault.generated);
  }

  /** True when it is as wished. */
  async #keep(keep: boolean): Promise<boolean> {
    const answer = await this.run('keep', () =>
      this.#page.vault.act((bridge) => bridge.generated.keep({ keep })),
    );
    return answer !== null;
  }
}
