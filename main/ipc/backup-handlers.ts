import type { Profiles } from '../profiles.ts';
import type { Handlers } from './router.ts';

/** Encrypted backups of the vault that is shown. */
export const backupHandlers = (profiles: Profiles): Pick<Handlers, 'backups'> => ({
  backups: {
    offer: () => profiles.current.makeBackup.offer(),
    suggest: () => profiles.current.makeBackup.suggest(),
    copySuggested: () => profiles.current.makeBackup.copySuggested(),
    make: ({ tokenIds, passphrase }) => profiles.current.makeBackup.make(tokenIds, passphrase),
    open: () => profiles.current.restoreBackup.open(),
    unlock: ({ passphrase }) => profiles.current.restoreBackup.unlock(passphrase),
    restore: ({ tokenIds }) => profiles.current.restoreBackup.restore(tokenIds),
    next: () => profiles.current.restoreBackup.next(),
    close: () => {
      profiles.current.closeBackup();
    },
  },
});
