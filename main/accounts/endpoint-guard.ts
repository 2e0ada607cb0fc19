import { AppError } from '../app-error.ts';
import { isLoopback } from '../auth-api/endpoint.ts';

export interface EndpointGuardParts {
  /** Origins that nobody has to be asked about: IONOS's own and that of the environment. */
  readonly known: ReadonlySet<string>;
  /** Asks the person, outside of the page. */
  readonly ask: (origin: string) => Promise<boolean>;
}

/**
 * Where a sign-in may go. The page says the endpoint, and the index presets it: whoever controls
 * either must not choose where a password or a token is sent.
 */
export class EndpointGuard {
  readonly #parts: EndpointGuardParts;

  constructor(parts: EndpointGuardParts) {
    this.#parts = parts;
  }

  /** @throws AppError CANCELLED: the person does not mean this address. */
  async pass(origin: string): Promise<void> {
    const { known, ask } = this.#parts;
    if (isLoopback(origin) || known.has(origin)) return;
    if (!(await ask(origin))) throw new AppError('CANCELLED');
  }
}
