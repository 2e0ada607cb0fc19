import { format, resolveConfig } from 'prettier';
import { icon, windowIconSize, windowsTraySizes, type Picture } from './drawings.ts';

type Draw = (picture: Picture) => Promise<Buffer>;

const both = (drawing: string, dot = false): Readonly<Record<'normal' | 'double', Picture>> => ({
  normal: { drawing, size: 22, dot },
  double: { drawing, size: 44, dot },
});

const dotted = (picture: Picture): Picture => ({ ...picture, dot: true });

/** The pictures that the running app shows by itself, by the names that its module exports. */
export const shownPictures = {
  coloredImage: both('tray.svg'),
  templateImage: both('tray-template.svg'),
  windowsImages: Object.fromEntries(windowsTraySizes.map((size) => [size, icon(size)])),
  coloredDotImage: both('tray.svg', true),
  templateDotImage: both('tray-template.svg', true),
  windowsDotImages: Object.fromEntries(windowsTraySizes.map((size) => [size, dotted(icon(size))])),
  appImage: { normal: icon(windowIconSize) },
} satisfies Readonly<Record<string, Readonly<Record<string, Picture>>>>;

const what: Readonly<Record<keyof typeof shownPictures, string>> = {
  coloredImage: 'The tray: it brings its own ground, and can be seen on light and dark panels.',
  templateImage: 'The menu bar of macOS, which takes nothing of it but how opaque it is.',
  windowsImages: 'The tray of Windows, by pixels.',
  coloredDotImage: 'The tray, when tokens end soon.',
  templateDotImage: 'The menu bar of macOS, when tokens end soon.',
  windowsDotImages: 'The tray of Windows, when tokens end soon.',
  appImage: `A window, ${windowIconSize} px.`,
};

/** The source of main/shell/icon-images.ts. @param path where it lies, for the style of the project. */
export async function imageModule(draw: Draw, path: string): Promise<string> {
  const lines = ['// Written by npm run icons: not to be edited.', ''];
  for (const [name, pictures] of Object.entries(shownPictures)) {
    const urls: Record<string, string> = {};
    for (const [key, picture] of Object.entries<Picture>(pictures))
      urls[key] = `data:image/png;base64,${(await draw(picture)).toString('base64')}`;
    lines.push(
      `/** ${what[name as keyof typeof what]} */`,
      `export const ${name} = ${JSON.stringify(urls)} as const;`,
      '',
    );
  }
  return format(lines.join('\n'), { ...(await resolveConfig(path)), filepath: path });
}
