/** A token that was just generated, with the value that IONOS shows once. */
export interface FreshToken {
  /** Null: the value does not say. */
  readonly tokenId: string | null;
  readonly value: string;
}
