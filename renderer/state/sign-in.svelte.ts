import { untrack } from 'svelte';
import type { Account, ErrorCode, Failure, Result } from '../../preload/contract.ts';
import { signInFailureText } from '../text/failure-text.ts';
import { mistakesIn } from './sign-in-mistakes.ts';
import type { VaultState } from './vault-state.svelte.ts';

export type SignInWay = 'password' | 'token' | 'environment' | 'trial';
export type SignInField = 'email' | 'password' | 'token' | 'endpoint' | 'contract';

/** The field at fault, so that the sentence stands there; null: no single one. */
function fieldOf(code: ErrorCode, way: SignInWay): SignInField | null {
  if (code === 'EMAIL_INVALID') return 'email';
  if (code.startsWith('PASSWORD_') || code === 'BAD_CREDENTIALS') return 'password';
  if (way === 'token' && (code.startsWith('TOKEN_') || code === 'SIGN_IN_ENDED')) return 'token';
  // Said in the box of its own button: its endpoint comes from the environment too.
  if (way === 'environment' && !code.startsWith('CONTRACT_')) return null;
  if (code.startsWith('ENDPOINT_') || code === 'NOT_THE_API' || code === 'REDIRECTED') {
    return 'endpoint';
  }
  if (code.startsWith('CONTRACT_')) return 'contract';
  return null;
}

/** Runs `act` when what `read` reads has changed since; for the life of the component. */
function onChange(read: () => readonly unknown[], act: () => void): void {
  let first = true;
  $effect(() => {
    read();
    if (!first) untrack(act);
    first = false;
  });
}

/** What is typed to sign in, kept through every failure, and what went wrong last. */
export class SignIn {
  readonly #vault: VaultState;
  /** The number that was filled in, of the account that signs in again. */
  #contractOfAccount = '';

  /** Which form is open. */
  way = $state<'password' | 'token'>('password');
  email = $state('');
  password = $state('');
  token = $state('');
  endpoint = $state('');
  contract = $state('');
  /** Endpoint and contract number are shown. */
  advanced = $state(false);
  /** Contracts that IONOS offered to choose from. */
  contracts = $state.raw<readonly number[]>([]);
  /** The way that is being tried now. */
  busy = $state<SignInWay | null>(null);
  /** All that was seen to be wrong in what is typed; nothing was sent. */
  mistakes = $state.raw<readonly Failure[]>([]);
  failed = $state.raw<{ readonly way: SignInWay; readonly failure: Failure } | null>(null);

  /** @param account the one to sign in to again; null: none. */
  constructor(vault: VaultState, account: Account | null) {
    this.#vault = vault;
    const { defaultEndpoint } = vault.session;
    this.endpoint = defaultEndpoint;
    // Contracts are somebody's, somewhere: for anyone else they are asked for anew.
    onChange(
      () => [this.email, this.endpoint],
      () => {
        if (this.contract === this.#contractOfAccount) this.contract = '';
      },
    );
    onChange(
      () => [this.way, this.email, this.token, this.endpoint],
      () => {
        this.#forgetOffered();
      },
    );
    // What was wrong in the other form is no matter of this one.
    onChange(
      () => [this.way],
      () => {
        this.mistakes = [];
      },
    );
    // Signing in again starts from what is known of the account.
    if (!account || account.trial) return;
    this.email = account.email ?? '';
    this.endpoint = account.origin;
    this.contract = account.contractNumber?.toString() ?? '';
    this.#contractOfAccount = this.contract;
    this.way = account.signIn === 'pasted' ? 'token' : 'password';
    // What a file of ours says of the endpoint is shown before a password goes there.
    this.advanced = account.origin !== defaultEndpoint;
  }

  /** The sentence to stand at a field, if the last failure is that field's. */
  errorAt(field: SignInField): string | undefined {
    const mistake = this.mistakes.find(({ code }) => fieldOf(code, this.way) === field);
    if (mistake) return signInFailureText(mistake);
    if (!this.failed || fieldOf(this.failed.failure.code, this.failed.way) !== field) return;
    return signInFailureText(this.failed.failure);
  }

  /** The last failure of this way, if it belongs to no single field. */
  failureOf(way: SignInWay): Failure | null {
    if (this.failed?.way !== way) return null;
    return fieldOf(this.failed.failure.code, way) === null ? this.failed.failure : null;
  }

  withPassword(): Promise<void> {
    return this.#attempt('password', async (common) => {
      const { email, password } = this;
      const result = await this.#vault.act((bridge) =>
        bridge.session.signInWithPassword({ ...common, email, password }),
      );
      if (result.ok) this.password = '';
      return result;
    });
  }

  withToken(): Promise<void> {
    return this.#attempt('token', async (common) => {
      const { token } = this;
      const result = await this.#vault.act((bridge) =>
        bridge.session.signInWithToken({ ...common, token }),
      );
      if (result.ok) this.token = '';
      return result;
    });
  }

  withEnvironmentToken(): Promise<void> {
    return this.#attempt('environment', (common) =>
      this.#vault.act((bridge) => bridge.session.signInWithEnvironmentToken(common)),
    );
  }

  withTrial(): Promise<void> {
    return this.#attempt('trial', () => this.#vault.act((bridge) => bridge.session.startTrial()));
  }

  /** Stops waiting for the server; what was typed stays. */
  cancel = (): void => {
    void this.#vault.act((bridge) => bridge.app.cancel());
  };

  async #attempt(
    way: SignInWay,
    run: (common: { endpoint: string; contractNumber: number | null }) => Promise<Result<unknown>>,
  ): Promise<void> {
    if (this.busy) return;
    const codes = way === 'trial' ? [] : mistakesIn(way, this);
    this.failed = null;
    this.mistakes = codes.map((code) => ({ code }));
    if (codes.some((code) => this.#isAdvanced(code, way))) this.advanced = true;
    if (codes.length > 0) return;
    this.busy = way;
    const contract = this.contract.trim();
    // Where it goes stands in the field.
    if (this.endpoint.trim() === '') this.endpoint = this.#vault.session.defaultEndpoint;
    const contractNumber = contract === '' ? null : Number(contract);
    const result = await run({ endpoint: this.endpoint.trim(), contractNumber });
    this.busy = null;
    // The person stopped it, and knows.
    if (!result.ok && result.error.code !== 'CANCELLED') this.#fail(way, result.error);
  }

  /** The contracts that were offered, and which was chosen of them. */
  #forgetOffered(): void {
    if (this.contracts.length > 0) this.contract = '';
    this.contracts = [];
    const code = this.failed?.failure.code;
    if (code === 'CONTRACT_REQUIRED' || code === 'CONTRACT_UNKNOWN') this.failed = null;
  }

  #fail(way: SignInWay, failure: Failure): void {
    this.failed = { way, failure };
    this.contracts = failure.contracts ?? this.contracts;
    if (this.#isAdvanced(failure.code, way)) this.advanced = true;
  }

  /** Its field is folded away until it is at fault. */
  #isAdvanced(code: ErrorCode, way: SignInWay): boolean {
    const field = fieldOf(code, way);
    return field === 'endpoint' || field === 'contract';
  }
}
