import { Accounts } from './accounts/accounts.ts';
import { Renewals } from './accounts/renewals.ts';
import type { EndpointGuard } from './accounts/endpoint-guard.ts';
import {
  replacePasswords,
  signInWithPassword,
  signInWithToken,
  type PasswordSignIn,
  type TokenSignIn,
} from './accounts/sign-in.ts';
import { signOut } from './accounts/sign-out.ts';
import type { AtRisk } from './at-risk.ts';
import { MakeBackup, type BackupPorts } from './backup/make-backup.ts';
import { RestoreBackup } from './backup/restore-backup.ts';
import type { RotationDue, SaveDialog, TokenFiles } from './ports.ts';
import { Recovery } from './recovery.ts';
import { Turns } from './turns.ts';
import { GeneratedToken } from './tokens/generated.ts';
import { Generation } from './tokens/generation.ts';
import { TokenImport } from './tokens/import-token.ts';
import { Rotations } from './tokens/rotations.ts';
import { rebuildIndex } from './tokens/rebuild-index.ts';
import { SavedValues } from './tokens/saved-values.ts';
import { moveToKeychain } from './tokens/move-to-keychain.ts';
import { Settler } from './tokens/settle.ts';
import type { AccountList } from './tokens/account-list.ts';
import { TokenLists } from './tokens/token-lists.ts';
import { noteOf } from './vault/index-file.ts';
import { endRequestsOf, openGenerates } from './vault/journal.ts';
import { tokenOfItem, type StoreState } from './vault/secret-store.ts';
import type { Workspace } from './workspace.ts';

/** Whether the keychain answers only after a person did something. */
const isShut = (store: StoreState): boolean =>
  store === 'locked' || store === 'waiting' || store === 'restarted';

export interface VaultAppPorts extends BackupPorts {
  readonly saveDialog: SaveDialog;
  readonly tokenFiles: TokenFiles;
  readonly endpoints: Pick<EndpointGuard, 'pass'>;
  /** Tells the person that a rotation finishes by itself in an hour; whether it is proven that somebody shows that. */
  readonly announceRotation: (due: RotationDue) => Promise<boolean>;
}

/** The use cases over one workspace, wired by hand; runs in plain Node. */
export class VaultApp {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
  readonly generated: GeneratedToken;
  readonly generation: Generation;
  readonly rotations: Rotations;
  readonly renewals: Renewals;
  readonly #turns = new Turns(
    () => this.generation.running || this.generated.open || this.rotations.runId !== null,
  );
  readonly #recovery: Recovery;
  readonly values: SavedValues;
  readonly imports: TokenImport;
  readonly makeBackup: MakeBackup;
  readonly restoreBackup: RestoreBackup;
  readonly endpoints: Pick<EndpointGuard, 'pass'>;

  constructor(workspace: Workspace, ports: VaultAppPorts) {
    this.workspace = workspace;
    this.endpoints = ports.endpoints;
    this.accounts = new Accounts(workspace);
    this.lists = new TokenLists(workspace, this.accounts);
    this.settler = new Settler(workspace, this.accounts, this.lists);
    this.generated = new GeneratedToken(workspace, this.accounts, this.lists, ports);
    this.#recovery = new Recovery(workspace, this.accounts, this.lists);
    const { accounts, lists, generated, settler } = this;
    this.values = new SavedValues(workspace, accounts, lists, ports);
    this.imports = new TokenImport(workspace, accounts, lists, ports.tokenFiles);
    this.makeBackup = new MakeBackup(workspace, ports);
    this.restoreBackup = new RestoreBackup(workspace, lists, ports.backupFiles);
    this.generation = new Generation({
      workspace,
      accounts,
      lists,
      generated,
      settler,
      signing: () => this.#turns.taken || this.rotations.runId !== null,
    });
    this.rotations = new Rotations({
      workspace,
      accounts,
      lists,
      settler,
      busy: () => this.#turns.taken || this.generation.running || this.generated.open,
      announce: async ({ newTokenId, finishAt }) => {
        if (finishAt === null || newTokenId === null) return false;
        const { label } = noteOf(workspace.index.content, newTokenId);
        const { trial } = workspace;
        return ports.announceRotation({ tokenId: newTokenId, label, finishAt, trial });
      },
    });
    this.renewals = new Renewals({
      ...{ workspace, accounts, lists, settler },
      alone: (work) => this.#turns.after(() => this.#turns.aloneIfFree(work)),
    });
    const goOn = (): void => {
      void this.rotations.resume();
      void this.renewals.look();
    };
    lists.onRead = goOn;
    settler.onSettled = goOn;
  }

  /** Shows what is known without asking anything of network or keychain. */
  show(): void {
    this.workspace.stores.onChange(() => {
      this.lists.publish();
      void this.#bringHome();
    });
    this.accounts.closed = false;
    this.lists.open();
    this.rotations.open();
    this.accounts.publish();
    for (const list of this.lists.all) list.await();
    this.lists.publish();
    // Said with the first picture; nothing can be looked up yet.
    this.settler.resume();
    this.rotations.publish();
  }

  /** A keychain that was not there before is there and unlocked: nobody has to be asked. */
  async #bringHome(): Promise<void> {
    const { stores, log } = this.workspace;
    if (stores.state !== 'ready' || stores.session.accounts.length === 0) return;
    try {
      const moved = await this.#turns.after(() => moveToKeychain(this.workspace));
      if (moved) this.lists.publish();
    } catch (error) {
      log.warn('what is in memory only could not be brought into the keychain', { error });
      this.lists.publish();
    }
  }

  /**
   * Goes on after the first paint: ends what an earlier run left open, reads at most the sign-in item
   * of each account, only from an unlocked keychain, then the lists.
   */
  async start(): Promise<void> {
    await this.#turns.after(() => this.#recovery.beforeList());
    await this.#goOn();
  }

  async #goOn(): Promise<void> {
    // Said from the beginning, and looked up once the list is there.
    this.settler.resume();
    const store = await this.workspace.stores.look();
    const { all } = this.lists;
    await Promise.all(all.map((list) => this.#readList(list, store)));
    // A sign-out that was interrupted may just have ended: there is no list to wait for.
    if (all.length === 0) this.lists.publish();
    else if (!isShut(store)) await this.#recovery.afterList();
    // Whoever is signed in, and whatever could be read: what is open is said.
    this.settler.resume();
    await this.rotations.resume();
  }

  /** Side by side with the others: one that fails says so, and stops no other. */
  async #readList(list: AccountList, store: StoreState): Promise<void> {
    if (isShut(store)) {
      list.tell('ready');
      return;
    }
    try {
      await this.accounts.connect(list.seat.id);
    } catch (error) {
      this.workspace.log.warn('the sign-in could not be read', { error });
      list.tell('failed', error);
      return;
    }
    await list.refresh();
  }

  /** A person asks to use the keychain: it may raise its prompt. @throws the store's codes. */
  unlock(): Promise<void> {
    return this.#turns.after(async () => {
      const { stores } = this.workspace;
      try {
        // One that says it is open may have been restarted, which shows when it is used.
        const store = await stores.look();
        if (store === 'locked' || store === 'ready') await stores.keychain.probe();
      } finally {
        await stores.look();
      }
      // It mints: never beside another generate.
      await this.#turns.aloneIfFree(() => replacePasswords(this));
      await this.#recovery.beforeList();
      await this.#goOn();
    });
  }

  /** @throws AppError BUSY while a value is generated or shown, or another sign-in runs; as signInWithPassword. */
  signInWithPassword(input: PasswordSignIn): Promise<void> {
    return this.#turns.take(() => signInWithPassword(this, input));
  }

  /** @throws AppError BUSY as signInWithPassword; as signInWithToken. */
  signInWithToken(input: TokenSignIn): Promise<void> {
    return this.#turns.take(() => signInWithToken(this, input));
  }

  /** @throws AppError BUSY while a value is generated or shown; as signOut. */
  signOut(options: {
    readonly revoke: boolean;
    readonly accountId?: string | undefined;
  }): Promise<void> {
    return this.#turns.take(async () => {
      await signOut(this.workspace, this.accounts, this.lists, options);
      // Others may have left something open that is of nobody else now.
      await this.#goOn();
    });
  }

  /** @throws AppError BUSY as signInWithPassword; as Renewals.replace. */
  replaceOwnToken(accountId: string): Promise<void> {
    return this.#turns.take(() => this.renewals.replace(accountId));
  }

  /** Finds saved values again without the index. @throws AppError as rebuildIndex. */
  rebuild(): ReturnType<typeof rebuildIndex> {
    // It takes up what earlier sign-ins left: never beside one that is just writing it.
    return this.#turns.after(() => rebuildIndex(this.workspace, this.accounts, this.lists));
  }

  /** Whether another vault cannot be shown now. */
  get busy(): boolean {
    return this.#turns.busy;
  }

  /** Shows another vault. @throws AppError BUSY; what `work` throws. */
  leave(work: () => Promise<void>): Promise<void> {
    return this.#turns.leave(work);
  }

  /** Whether a request of an earlier moment is not settled yet. */
  get hasOpenRequest(): boolean {
    return openGenerates(this.workspace.journal.content).length > 0;
  }

  /** Values that are lost when the app ends now. */
  get atRisk(): AtRisk {
    const { generated, generation, rotations, renewals } = this;
    const { accounts } = this.workspace.stores.session;
    return {
      unsafe: generated.unsafe ? [`shown:${generated.operationId ?? ''}`] : [],
      running: [generation.runId, rotations.runId, renewals.runId].flatMap((id) =>
        id ? [`running:${id}`] : [],
      ),
      session: accounts.filter((item) => item.startsWith('token:')),
    };
  }

  /**
   * The person was asked about what is in memory only, and lets it go: the next start says nothing of
   * it. What came later was not asked about. A journal that cannot be written names it once more.
   *
   * @param given the names of what they let go.
   */
  async letMemoryGo(given: ReadonlySet<string>): Promise<void> {
    const { stores, journal, log } = this.workspace;
    try {
      for (const item of stores.session.accounts)
        if (given.has(item)) await endRequestsOf(journal, tokenOfItem(item));
    } catch (error) {
      log.warn('the journal could not be written', { error });
    }
  }

  /** Forgets what a backup was opened for, and the passphrase that was offered for one. */
  closeBackup(): void {
    this.makeBackup.close();
    this.restoreBackup.close();
  }

  close(): void {
    this.closeBackup();
    this.workspace.stores.onChange(() => undefined);
    this.accounts.closed = true;
    this.lists.close();
    this.rotations.close();
    this.settler.close();
  }
}
