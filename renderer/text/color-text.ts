import { m } from '#messages';
import type { TokenColor } from '../../preload/contract.ts';

/** The colours in the order in which they are offered. */
export const tokenColors: readonly TokenColor[] = [
  'none',
  'red',
  'orange',
  'green',
  'teal',
  'blue',
  'purple',
];

/** The name of a colour. */
export function colorText(color: TokenColor): string {
  switch (color) {
    case 'none':
      return m.color_none();
    case 'red':
      return m.color_red();
    case 'orange':
      return m.color_orange();
    case 'green':
      return m.color_green();
    case 'teal':
      return m.color_teal();
    case 'blue':
      return m.color_blue();
    case 'purple':
      return m.color_purple();
  }
}
