import type { SaveDialog } from '../ports.ts';
import type { ClipboardService } from '../shell/clipboard-service.ts';
import type { Updates } from '../updates/updates.ts';
import { appHandlers, type AppHandlerParts } from './app-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { rotationHandlers } from './rotation-handlers.ts';
import type { Handlers } from './router.ts';
import { sessionHandlers } from './session-handlers.ts';
import { tokenHandlers } from './token-handlers.ts';
import { updateHandlers } from './update-handlers.ts';
import { valueHandlers, type ValueHandlerParts } from './value-handlers.ts';

export interface HandlerParts extends AppHandlerParts, ValueHandlerParts {
  readonly clipboard: ClipboardService;
  readonly saveDialog: SaveDialog;
  readonly updates: Updates;
}

/** What answers each request of the contract. */
export function allHandlers(parts: HandlerParts): Handlers {
  const { profiles, environment, clipboard, saveDialog, updates } = parts;
  return {
    session: sessionHandlers(profiles, environment),
    ...tokenHandlers(profiles, clipboard, saveDialog),
    ...valueHandlers(parts),
    rotations: rotationHandlers(profiles),
    ...backupHandlers(profiles),
    ...updateHandlers(updates),
    ...appHandlers(parts),
  };
}
