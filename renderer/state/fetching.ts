/**
 * When the page fetches what it needs for the first dialog: once the list stands and the computer has time
 * again, and before a person opens one. A test opens one at once.
 */
export const fetching = { afterMs: 600 };
