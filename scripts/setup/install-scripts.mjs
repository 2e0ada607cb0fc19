import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, nodeHeaders, npm, root, run, say } from './shell.mjs';

// The only two packages whose install scripts run, and why. Everything else stays ignored (.npmrc).
//   node    its script fetches the Node for this platform from npm: scripts and tests run on it.
//   keytar  its script fetches or builds the binding to the operating system's keychain.

/** The Node that this project's scripts and tests run on, absolute. */
export const projectNode = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const runInstallScript = (name, env) =>
  npm(['rebuild', name, '--ignore-scripts=false', '--foreground-scripts'], { env });

/** Brings the locked Node into node_modules, unless it is there and starts. */
export function nodeForScripts() {
  const manifest = readFileSync(join(root, 'node_modules/node/package.json'), 'utf8');
  const { version } = JSON.parse(manifest);
  const works = () => run(projectNode, ['--version']).output.trim() === `v${version}`;
  if (works()) {
    say(`Node for the scripts: ${version}, there.`);
    return;
  }
  say(`Node for the scripts: fetching ${version} from npm.`);
  const { output } = runInstallScript('node');
  if (!works()) giveUp(`Node ${version} could not be fetched.`, output);
}

/** How keytar's binding came about: only a build leaves a configuration behind. */
const origin = () =>
  existsSync(join(root, 'node_modules/keytar/build/config.gypi'))
    ? 'built from source'
    : 'fetched ready-made';

/** Brings keytar's binding, unless it is there and loads. Node's headers are not fetched if here. */
export function keychainBinding() {
  const load = () => run(projectNode, ['-e', "require('keytar')"]);
  if (load().ok) {
    say(`keytar, the keychain binding: there, ${origin()}.`);
    return;
  }
  say('keytar, the keychain binding: fetching it ready-made, or building it from source.');
  const headers = nodeHeaders();
  const { output } = runInstallScript('keytar', headers && { npm_config_nodedir: headers });
  const loaded = load();
  if (loaded.ok) {
    say(`  ${origin()}.`);
    return;
  }
  giveUp(
    'keytar could neither be fetched nor built. On Debian and Ubuntu building it takes ' +
      'libsecret-1-dev, g++, make and python3 (see the apt-get line above), then run setup again.',
    `${output}\n${loaded.output}`,
  );
}
