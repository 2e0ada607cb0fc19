import { m } from '#messages';
import type { Change, Said } from '../state/undo.ts';
import { colorText } from './color-text.ts';
import { clipped } from './state-text.ts';

/** What a field of a token is called. */
export function fieldText(field: keyof Said): string {
  switch (field) {
    case 'label':
      return m.generate_label();
    case 'note':
      return m.details_note();
    case 'usedIn':
      return m.details_used_in();
    case 'color':
      return m.details_color();
  }
}

/** What was just changed: short words whole, long ones by the name of their field. */
export function changedText(change: Change): string {
  const { field, to } = change;
  const nothing = field === 'color' ? 'none' : '';
  if (to === nothing) return m.changed_removed({ field: fieldText(field) });
  if (field === 'label') return m.changed_label({ label: clipped(to) });
  if (field === 'color') return m.changed_color({ color: colorText(to) });
  return m.changed_field({ field: fieldText(field) });
}
