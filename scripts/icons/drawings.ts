/** A picture to draw: one of the drawings in build/, and how many pixels wide and high it becomes. */
export interface Picture {
  readonly drawing: string;
  readonly size: number;
  /** Of the margin that macOS asks for only a part is kept: 1/16 of the width, as in the small drawings. */
  readonly cut?: boolean;
  /** Draws a dot in the upper right corner, with a clear ring around it: something waits. */
  readonly dot?: boolean;
}

/** The drawings that are set on the pixels of their size; what is shrunk to it would be blurred. */
const small: Readonly<Record<number, string>> = {
  16: 'icon-16.svg',
  24: 'icon-24.svg',
  32: 'icon-32.svg',
  48: 'icon-32.svg',
};

/** The app's icon on Linux and Windows. */
export const icon = (size: number): Picture => {
  const drawing = small[size];
  return drawing === undefined ? { drawing: 'icon.svg', size, cut: true } : { drawing, size };
};

/** The app's icon on macOS, whose icons all have the same margin. */
export const macIcon = (size: number): Picture => ({
  drawing: small[size] ?? 'icon.svg',
  size,
});

/** What Linux desktops look for in their icon folders. */
export const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** What Windows looks for in an executable. */
export const windowsSizes = [16, 24, 32, 48, 64, 256] as const;

/** What the tray of Windows shows at a scale of 1, 1.5 and 2. */
export const windowsTraySizes = [16, 24, 32] as const;

/** The icon that a window hands to the desktop itself: window lists make it smaller by whole steps. */
export const windowIconSize = 128;
