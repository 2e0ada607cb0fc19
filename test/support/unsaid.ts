/** What a person says of a token, as long as nothing is said of it. */
export const unsaid = { label: '', note: '', usedIn: '', color: 'none' } as const;
