import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child, type Environment } from './child.ts';
import type { Folders } from './folders.ts';

/** A D-Bus session bus of a desktop's own. */
export interface SessionBus {
  /** What DBUS_SESSION_BUS_ADDRESS is set to. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * An address where no bus is. The variable must be set for "no session bus": where it is not, a
 * client starts a bus of its own, which would outlive the test.
 */
export const noBus = ({ runtime }: Folders): string => `unix:path=${join(runtime, 'no-bus')}`;

// The machine's own configuration would start a Secret Service, an accessibility bus and more on
// demand. Here only the keyring's own prompt window comes up by itself, as on a real desktop.
const services = {
  'org.gnome.keyring.SystemPrompter': '/usr/lib/gcr/gcr-prompter',
  'org.gnome.keyring.PrivatePrompter': '/usr/lib/gcr/gcr-prompter',
};

const configuration = (socket: string, serviceFolder: string): string => `<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${serviceFolder}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts a session bus in the desktop's runtime folder and waits until it listens. */
export async function startSessionBus(folders: Folders, env: Environment): Promise<SessionBus> {
  const serviceFolder = join(folders.root, 'services');
  mkdirSync(serviceFolder);
  for (const [name, program] of Object.entries(services)) {
    const file = join(serviceFolder, `${name}.service`);
    writeFileSync(file, `[D-BUS Service]\nName=${name}\nExec=${program}\n`);
  }
  const file = join(folders.root, 'bus.conf');
  writeFileSync(file, configuration(join(folders.runtime, 'bus'), serviceFolder));
  const args = [`--config-file=${file}`, '--print-address=1', '--nofork', '--nopidfile'];
  const daemon = new Child('dbus-daemon', args, env);
  const address = await daemon.firstLine(1);
  return { address: address.trim(), stop: () => daemon.stop() };
}
