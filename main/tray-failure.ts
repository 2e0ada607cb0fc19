import { m } from '#messages';
import type { ErrorCode } from '../preload/contract.ts';
import { toFailure } from './app-error.ts';

const sentences: Readonly<Partial<Record<ErrorCode, () => string>>> = {
  LOCKED: m.main_tray_failed_app_locked,
  STORE_LOCKED: m.main_tray_failed_locked,
  STORE_RESTARTED: m.main_tray_failed_restarted,
  STORE_WAITING: m.main_tray_failed_waiting,
  STORE_ABSENT: m.main_tray_failed_absent,
  VALUE_MISSING: m.main_tray_failed_missing,
  STORE_MISMATCH: m.main_tray_failed_mismatch,
  CLIPBOARD_FAILED: m.main_tray_failed_clipboard,
};

/** Why the tray copied nothing, and what to do: its notification is all that a person sees of it. */
export const trayFailure = (error: unknown): string =>
  (sentences[toFailure(error).code] ?? m.main_tray_failed)();
