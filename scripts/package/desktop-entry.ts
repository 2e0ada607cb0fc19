import { createRequire } from 'node:module';
import type { Targets } from './targets.ts';

/** As far as it is used; electron-builder does not export it. */
interface Helper {
  readonly getDesktopFileName: () => string;
  readonly computeDesktopEntry: (options: object) => Promise<string>;
}

const { LinuxTargetHelper } = createRequire(import.meta.url)(
  'app-builder-lib/out/targets/LinuxTargetHelper.js',
) as { readonly LinuxTargetHelper: new (linux: Targets['linux']) => Helper };

/** The desktop file as the deb has it: its name, and its text. */
export async function desktopEntry({ linux, config }: Targets): Promise<{
  readonly name: string;
  readonly text: string;
}> {
  const helper = new LinuxTargetHelper(linux);
  const options = { ...linux.platformSpecificBuildOptions, ...config.deb };
  return {
    name: `${helper.getDesktopFileName()}.desktop`,
    text: await helper.computeDesktopEntry(options),
  };
}
