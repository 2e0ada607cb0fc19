/** One value of a vault or a backup, as a person tells it from the others. */
export interface ValueRow {
  readonly id: string;
  readonly label: string;
  readonly origin: string;
  readonly contractNumber: number | null;
  readonly expiresAt: number | null;
  readonly expired: boolean;
}

/** How it stands with a value, or how it went. */
export interface ValueWords {
  readonly text: string;
  readonly tone?: 'ok' | 'danger' | undefined;
  readonly running?: boolean | undefined;
  /** It cannot be chosen. */
  readonly fixed?: boolean | undefined;
}
