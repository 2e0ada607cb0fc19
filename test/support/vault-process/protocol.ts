import type { Ghost, Notice, Rotation, State } from '../../../preload/contract.ts';

/** What the process is told once, when it starts. */
export interface VaultOrder {
  /** The vault's folder. */
  readonly folder: string;
  /** The sandbox. */
  readonly origin: string;
  /** The keychain service, one for each vault. */
  readonly service: string;
  /** `operation/step` at which the process says so and then waits to be killed; null: nowhere. */
  readonly holdAt: string | null;
}

/** The name under which the process is held when a start has run and nothing is settled yet. */
export const settlingMoment = 'start/settling';

/** An intent, as the page would send it. */
export type Act =
  | { readonly kind: 'start' }
  | { readonly kind: 'sign-in'; readonly email: string; readonly password: string }
  | { readonly kind: 'sign-in-with-token'; readonly token: string }
  | { readonly kind: 'sign-out'; readonly revoke: boolean }
  | { readonly kind: 'generate'; readonly label: string; readonly keep: boolean }
  | { readonly kind: 'close-generated' }
  | { readonly kind: 'delete'; readonly tokenId: string }
  /** One by one, up to the first that fails, as the page deletes several. */
  | { readonly kind: 'reap'; readonly tokenIds: readonly string[] }
  | { readonly kind: 'rotate'; readonly tokenIds: readonly string[] }
  | { readonly kind: 'finish-rotation'; readonly rotationId: string }
  | { readonly kind: 'undo-rotation'; readonly rotationId: string }
  | { readonly kind: 'replace-own'; readonly accountId: string; readonly tokenId: string }
  | { readonly kind: 'import'; readonly value: string }
  | { readonly kind: 'forget'; readonly tokenId: string };

/** What the app shows, without any value. */
export interface Shown {
  readonly account: string | null;
  /** Whether the server takes its credential. */
  readonly authorised: boolean;
  /** The token that the app minted to sign in with; null: it is somebody else's, or none. */
  readonly minted: string | null;
  readonly saved: readonly string[];
  readonly rotations: readonly Pick<Rotation, 'id' | 'stage' | 'oldTokenId' | 'newTokenId'>[];
  readonly ghosts: readonly Ghost[];
  readonly notices: readonly Notice[];
  /** The token whose one-time value is on screen. */
  readonly generated: string | null;
}

/** What an act came to; `killed`: the app is gone. */
export type Outcome =
  | { readonly kind: 'done'; readonly shown: Shown }
  | { readonly kind: 'failed'; readonly code: string; readonly shown: Shown }
  | { readonly kind: 'held'; readonly at: string }
  | { readonly kind: 'killed' };

/** What the page shows, of the app's whole state. */
export const shownIn = ({
  session,
  list,
  ghosts,
  notices,
  generated,
  rotations,
}: State): Shown => ({
  account: session.account?.id ?? null,
  authorised: session.account?.authorised ?? false,
  minted: session.account?.signIn === 'minted' ? session.account.ownTokenId : null,
  rotations: rotations.map(({ id, stage, oldTokenId, newTokenId }) => ({
    id,
    stage,
    oldTokenId,
    newTokenId,
  })),
  saved: list.tokens.filter((token) => token.kept === 'keychain').map(({ id }) => id),
  ghosts,
  notices,
  generated: generated?.tokenId ?? null,
});

/** Whether the list was read, or could not be, and nothing is being looked into. */
export const isSettled = ({ list, ghosts }: Pick<State, 'list' | 'ghosts'>): boolean =>
  list.status !== 'loading' && ghosts.every(({ status }) => status !== 'checking');

/** One line from the process. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'held'; readonly at: string }
  | { readonly kind: 'done'; readonly shown: Shown }
  | { readonly kind: 'failed'; readonly code: string; readonly shown: Shown };
