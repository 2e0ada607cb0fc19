import type { PageAct } from '../../preload/contract.ts';
import type { Page } from './page.svelte.ts';
import { isTextField } from './text-field.ts';

/** What is of no use before somebody has signed in. */
const ofAnAccount: ReadonlySet<PageAct> = new Set([
  'generate',
  'import',
  'export',
  'commands',
  'refresh',
  'expiring',
]);

/**
 * Opens what a key, a menu or the tray asks for: not while the app is locked or starts, and not over
 * another dialog. Of these, details that lie over the list keep nobody from generating, and from the list.
 *
 * @returns whether it was done.
 */
export function openAsked(page: Page, act: PageAct): boolean {
  const { vault, dialogs } = page;
  const { status } = vault.session;
  if (act === 'mask' || vault.locked || status === 'starting') return false;
  // In a field main has taken back what was typed there.
  if (act === 'undo') return !isTextField(document.activeElement) && page.toasts.undo();
  if (ofAnAccount.has(act) && status !== 'signed-in') return false;
  const taken =
    act === 'generate' || act === 'refresh'
      ? (dialogs.current ?? vault.generated)
      : page.modal || null;
  if (taken !== null) return false;
  if (act === 'refresh') {
    void page.acts.refresh();
    return true;
  }
  if (act === 'expiring') {
    page.list.selectExpiring();
    return true;
  }
  if (act === 'export') {
    if (page.list.exported.length > 0) dialogs.open({ kind: 'export', tokens: page.list.exported });
    return page.list.exported.length > 0;
  }
  dialogs.open(act === 'import' ? { kind: 'import', file: null } : { kind: act });
  return true;
}
