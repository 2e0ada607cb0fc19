import { AppError } from '../app-error.ts';
import type { Environment } from '../environment.ts';
import type { Profiles } from '../profiles.ts';
import type { Handlers } from './router.ts';

export interface ValueHandlerParts {
  readonly profiles: Profiles;
  readonly environment: Environment;
  /** Told when a value is about to be seen in the page. */
  readonly onReveal: () => void;
}

/** Kept values, and values from elsewhere. */
export function valueHandlers(parts: ValueHandlerParts): Pick<Handlers, 'values' | 'imports'> {
  const { profiles, environment, onReveal } = parts;
  return {
    values: {
      copy: ({ tokenId }) => profiles.current.values.copy(tokenId),
      reveal: async ({ tokenId }) => {
        const revealed = await profiles.current.values.reveal(tokenId);
        onReveal();
        return revealed;
      },
      download: ({ tokenId }) => profiles.current.values.download(tokenId),
      card: ({ tokenId }) => profiles.current.values.card(tokenId),
      forget: ({ tokenId }) => profiles.current.values.forget(tokenId),
    },
    imports: {
      paste: ({ text }) => profiles.current.imports.read(text),
      openFile: () => profiles.current.imports.openFile(),
      openDropped: ({ path }) => profiles.current.imports.openDropped(path),
      environment: () => {
        if (environment.token === null) throw new AppError('TOKEN_EMPTY');
        return profiles.current.imports.read(environment.token);
      },
      keep: (notes) => profiles.current.imports.keep(notes),
      deleteFile: () => profiles.current.imports.deleteFile(),
      cancel: () => {
        profiles.current.imports.cancel();
      },
    },
  };
}
