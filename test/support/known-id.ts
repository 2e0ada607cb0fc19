/** The id that a generated token's value told. @throws Error where it told none. */
export function knownId({ tokenId }: { readonly tokenId: string | null }): string {
  if (tokenId === null) throw new Error('the value does not say which token it is of');
  return tokenId;
}
