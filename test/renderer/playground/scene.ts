import type { Failure, State } from '../../../preload/contract.ts';
import { aCard, aGenerated, aList, aState, aToken, aValue, anAccount, tokens } from '../build.ts';
import { done, no, ok, type Answers } from '../fake-bridge.ts';

/** Something that a person does on the page, and waits for. */
export type Step = () => Promise<void>;

/** A state of the page to look at. */
export interface Scene {
  readonly state: State;
  /** What the bridge answers. */
  readonly answers?: Answers;
  /** The small window of quick access instead of the large one. */
  readonly quick?: boolean;
  /** What is done until there is to see what is meant. */
  readonly steps?: readonly Step[];
}

/** Scenes by name; each is made anew for whoever looks. */
export type Scenes = Readonly<Record<string, () => Scene>>;

export const session = (account: Partial<ReturnType<typeof anAccount>>): State['session'] => ({
  ...aState().session,
  account: anAccount(account),
});

/** A list of so many tokens. */
export const many = (count: number): State => aState({ list: aList({ tokens: tokens(count) }) });

/** Everything that could be made or deleted is refused. */
export const refusing = (error: Failure): Answers => ({
  tokens: { generate: () => no(error), delete: () => no(error) },
  session: {
    signInWithPassword: () => no(error),
    signInWithToken: () => no(error),
    startTrial: () => no(error),
  },
});

/** The one-time value, shown on request. */
export const revealing: Answers = {
  generated: {
    reveal: () => ok({ tokenId: aGenerated().tokenId, value: aValue }),
    copyValue: () => ok({ clearsAt: Date.now() + 30_000 }),
    keep: done,
    close: done,
  },
  tokens: { copyId: done },
};

export const never = (): Promise<never> => new Promise(() => undefined);

/** Tokens with everything that a person can write down of them. */
export function vault(): State {
  const colors = ['green', 'none', 'blue', 'orange', 'none', 'red', 'purple', 'teal'] as const;
  const list = tokens(24).map((token, index) => ({
    ...token,
    color: colors[index % colors.length] ?? 'none',
    usedIn: index % 3 === 0 ? 'GitHub Actions, acme/infra' : '',
    note: index === 0 ? 'Rotate with Kim before the audit.' : '',
    contractNumber: index % 7 === 3 ? 40001 : 31234567,
  }));
  return aState({ list: aList({ tokens: list }) });
}

/** The saved values of these tokens can be read. */
export const kept: Answers = {
  values: {
    card: ({ tokenId }) => ok(aCard({ id: tokenId })),
    reveal: () => ok({ value: aValue }),
    copy: () => ok({ clearsAt: Date.now() + 30_000 }),
  },
  tokens: { describe: done, copyId: done },
  app: { closeQuickAccess: done },
};

/** One token, named as in the pictures. */
export const theOne = (changes: Parameters<typeof aToken>[0] = {}): State =>
  aState({ list: aList({ tokens: [aToken({ label: 'deploy-prod', ...changes })] }) });
