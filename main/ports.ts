/** The time of day and timers, so that tests can move both. */
export interface Clock {
  /** Unix time in ms. */
  now(): number;
  /** Runs `task` once after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** A clock that only goes forward, whatever is done to the time of day; `now` counts from the start. */
export const steadyClock: Clock = { ...systemClock, now: () => performance.now() };

/** Where the parts of main report; what is passed is redacted before it reaches console or disk. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Puts text on the system's clipboard. */
export interface Clipboard {
  /** A public text such as a token's id: stays until something else is copied. */
  copyText(text: string): Promise<void>;
  /** A secret: concealed where the platform can, cleared after a time. Returns when (ms), or null. */
  copySecret(text: string): Promise<number | null>;
}

/** Writes a text file where the person says, mode 0600. */
export interface SaveDialog {
  /** Resolves false when the person cancels. Throws AppError FILE_NOT_WRITTEN. */
  save(suggestedName: string, content: string): Promise<boolean>;
}

/** Encrypted files of a vault's values. */
export interface BackupFiles {
  /**
   * Asks the person where, and writes the file there, mode 0600, whole or not at all.
   *
   * @returns its name, without the folder; null when the person cancels.
   * @throws AppError FILE_NOT_WRITTEN, also where `prove` throws: what stood there before stays.
   */
  save(file: {
    readonly suggestedName: string;
    /** How many token values it holds: the dialog says so, where no page could say otherwise. */
    readonly values: number;
    readonly content: Uint8Array;
    /** Given what was read back from the disk. */
    readonly prove: (written: Uint8Array) => Promise<void>;
  }): Promise<string | null>;
  /**
   * The system's open dialog; null when the person cancels.
   *
   * @param largest bytes.
   * @throws AppError BACKUP_NOT_READ, BACKUP_TOO_LARGE.
   */
  choose(largest: number): Promise<{ readonly name: string; readonly content: Uint8Array } | null>;
}

/** A text file that may hold a token's value. */
export interface TokenFile {
  /** Absolute. Stays in main. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** Tells the file from one that took its place, or was written since. */
  readonly mark: string;
}

/** Opens and deletes files that a person names. */
export interface TokenFiles {
  /** The system's open dialog; null when the person cancels. @throws AppError FILE_NOT_READ. */
  choose(): Promise<TokenFile | null>;
  /** @throws AppError FILE_NOT_READ: not there, not a file, or far too large for a token. */
  read(path: string): Promise<TokenFile>;
  /**
   * Deletes what was read, and nothing else.
   *
   * @throws AppError FILE_CHANGED where another file, or other content, is there now; FILE_NOT_WRITTEN.
   */
  remove(file: TokenFile): Promise<void>;
}

/** A rotation that finishes by itself. */
export interface RotationDue {
  /** Of the new token. */
  readonly tokenId: string;
  /** Empty: none. */
  readonly label: string;
  /** Unix time in ms. */
  readonly finishAt: number;
  readonly trial: boolean;
}
