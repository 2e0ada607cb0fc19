/** What a person says of a token, as long as nothing is said of it. */
export const unsaid = { label: '', note: '', usedIn: '', color: 'none' } as const;

/** How a person wants to be told that a token ends, as long as they said nothing of it. */
export const unreminded = { lapse: false, snoozedUntil: null } as const;
