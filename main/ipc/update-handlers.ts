import type { Updates } from '../updates/updates.ts';
import type { Handlers } from './router.ts';

/** Looking for, fetching and installing a newer version. */
export const updateHandlers = (updates: Updates): Pick<Handlers, 'updates'> => ({
  updates: {
    check: async () => ({ found: await updates.check() }),
    download: () => updates.download(),
    install: () => updates.install(),
  },
});
