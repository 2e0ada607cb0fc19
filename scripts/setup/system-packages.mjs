import { run, say } from './shell.mjs';

/**
 * What Debian and Ubuntu must bring, by what it is for.
 * `a|b` is one package under the names of different releases, the newer name first.
 */
const needed = {
  'a window, for Electron': [
    'libgtk-3-0t64|libgtk-3-0',
    'libasound2t64|libasound2',
    'libatk-bridge2.0-0t64|libatk-bridge2.0-0',
    'libgbm1',
    'libnss3',
    'libnotify4',
  ],
  'the keychain, and building keytar': [
    'libsecret-1-0',
    'libsecret-1-dev',
    'gnome-keyring',
    'dbus',
    'dbus-x11',
    'g++',
    'make',
    'python3',
  ],
  'tests: displays, a browser, a look from outside': [
    'xvfb',
    'xauth',
    'xclip',
    'xdotool',
    'x11-utils',
    'libsecret-tools',
    // The bare one without windows runs component tests in two thirds of the time.
    'chromium-headless-shell|chromium',
    'unzip',
    // What a package brings for desktops and software centres is checked by their own tools.
    'desktop-file-utils',
    'appstream',
    // What the app wrote must open with the real one, too.
    'age',
  ],
};

const isRoot = () => process.getuid?.() === 0;

/** Names of the installed packages among `names`. */
function installed(names) {
  const { output } = run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]);
  return new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
}

/** Names that apt could install among `names` (a purely virtual one has no candidate). */
function offered(names) {
  const { output } = run('apt-cache', ['policy', ...names], { env: { LC_ALL: 'C' } });
  const found = output.matchAll(/^(\S+):\n(?: .*\n)*? +Candidate: (?!\(none\))\S/gm);
  return new Set([...found].map(([, name]) => name));
}

function missing() {
  const wanted = Object.values(needed)
    .flat()
    .map((names) => names.split('|'));
  const present = installed(wanted.flat());
  return wanted.filter((names) => !names.some((name) => present.has(name)));
}

/** What is missing, each with the name to ask apt for, or undefined when this release has none. */
function missingByName() {
  const all = missing();
  const known = offered(all.flat());
  return all.map((names) => ({ names, name: names.find((name) => known.has(name)) }));
}

/** The exact line that a person without root rights hands to somebody who has them. */
function aptLine() {
  const names = missingByName().map(({ names, name }) => name ?? names.at(-1));
  return `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

function sayWhatIsNeeded() {
  if (process.platform !== 'linux') {
    say(
      'System packages: nothing to do. Building keytar, should that be needed, takes Python 3 and ' +
        (process.platform === 'win32' ? 'the Visual Studio C++ build tools.' : "Xcode's tools."),
    );
    return;
  }
  say('System packages: this is not Debian or Ubuntu, so please see to it yourself. Needed are');
  for (const [purpose, names] of Object.entries(needed)) {
    say(`  for ${purpose}: ${names.map((name) => name.split('|').at(-1)).join(' ')}`);
  }
}

function install() {
  run('apt-get', ['update', '-qq']);
  const found = missingByName();
  const known = found.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const unknown = found.filter(({ name }) => name === undefined);
  if (unknown.length > 0) {
    say(`  not offered by apt here: ${unknown.map(({ names }) => names.at(-1)).join(' ')}`);
  }
  if (known.length === 0) return;
  say(`  installing ${known.join(' ')}`);
  const { ok, output } = run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...known],
    { env: { DEBIAN_FRONTEND: 'noninteractive' } },
  );
  if (!ok)
    say(`${output.trim()}\n  apt-get failed; going on, what needs these packages will fail.`);
}

/**
 * Sees to the operating system's packages: installs the missing ones as root, names them to
 * anybody else, and goes on in every case: only what really needs one may fail, later.
 *
 * @returns {number} how many are known to be missing still.
 */
export function systemPackages() {
  if (!['dpkg-query', 'apt-get'].every((tool) => run(tool, ['--version']).ok)) {
    sayWhatIsNeeded();
    return 0;
  }
  const count = missing().length;
  if (count === 0) {
    say('System packages: all there.');
    return 0;
  }
  if (isRoot()) {
    say(`System packages: ${count} missing.`);
    install();
    return missing().length;
  }
  say(`System packages: ${count} missing, and only root can install them:\n  ${aptLine()}`);
  return count;
}
