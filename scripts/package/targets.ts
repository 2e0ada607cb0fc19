import { access } from 'node:fs/promises';
import { join } from 'node:path';
import builder, { type Configuration } from 'app-builder-lib';
import { root } from '../root.ts';

const { LinuxPackager, MacPackager, Packager, WinPackager } = builder;

type PlatformBuilder = InstanceType<typeof LinuxPackager | typeof MacPackager | typeof WinPackager>;

/** What electron-builder makes of electron-builder.yml, before it builds or fetches anything. */
export interface Targets {
  readonly config: Configuration;
  readonly linux: InstanceType<typeof LinuxPackager>;
  /** What builds for each system. */
  readonly packagers: Readonly<Record<'linux' | 'mac' | 'win', PlatformBuilder>>;
  /** The targets of each platform, as "linux deb". */
  readonly names: readonly string[];
  /** The files that the configuration names, as paths from the root; those that are made by the build too. */
  readonly files: readonly string[];
}

function namesOf(platform: PlatformBuilder): readonly string[] {
  const { target } = platform.platformSpecificBuildOptions as {
    readonly target: readonly (string | { readonly target: string })[];
  };
  const names = target.map((one) => (typeof one === 'string' ? one : one.target));
  // What it does not know, it throws at.
  platform.createTargets(
    names.map((name) => name.toLowerCase()),
    (_name, make) => void make(join(root, 'dist')),
  );
  return names.map((name) => `${platform.platform.name} ${name}`);
}

/** The sources of fpm's "from=to", and no options. */
const mapped = (fpm: readonly string[] | null | undefined): readonly string[] =>
  (fpm ?? []).flatMap((entry) => (entry.startsWith('-') ? [] : [entry.split('=')[0] ?? '']));

function filesOf({ linux, mac, win, deb, rpm, nsis }: Configuration): readonly string[] {
  const icons = [linux?.icon, mac?.icon, win?.icon];
  const named = [
    ...icons.flatMap((icon) => (typeof icon === 'string' ? [`build/${icon}`] : [])),
    mac?.entitlements,
    mac?.entitlementsInherit,
    deb?.afterRemove,
    rpm?.afterRemove,
    nsis?.include,
    ...mapped(deb?.fpm),
    ...mapped(rpm?.fpm),
  ];
  return [...new Set(named)].filter((file) => typeof file === 'string');
}

/**
 * Reads the configuration by electron-builder's own schema and rules.
 *
 * @throws with its sentence where a key, a value or a target is not one.
 */
export async function readTargets(config?: Configuration): Promise<Targets> {
  const packager = new Packager({
    projectDir: root,
    ...(config && { config }),
  });
  await packager.validateConfig();
  const linux = new LinuxPackager(packager);
  const packagers = { linux, mac: new MacPackager(packager), win: new WinPackager(packager) };
  const names = Object.values(packagers).flatMap(namesOf);
  return { config: packager.config, linux, packagers, names, files: filesOf(packager.config) };
}

/** Those of the files that are not there. */
export async function missingOf(files: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(
    files.map((file) =>
      access(join(root, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_file, at) => !there[at]);
}
