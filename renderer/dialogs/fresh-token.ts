/** A token that was just generated, with the value that IONOS shows once. */
export interface FreshToken {
  readonly tokenId: string;
  readonly value: string;
}
