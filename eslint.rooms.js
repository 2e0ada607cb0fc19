import { builtinModules } from 'node:module';

/**
 * The import rules of docs/architecture.md. A prohibition is either a module (by a pattern of its name)
 * or a form of code (by a selector). ESLint takes only the last settings of a rule for a file: every
 * file lies in exactly one room, and the room lists all that holds there.
 */

/** Modules that a room may not load: neither by a static import nor by a dynamic one. */
const electron = {
  module: '^electron(/|$)',
  message: 'This room runs without Electron and gets ports instead.',
};
const keytar = { module: '^keytar(/|$)', message: 'Only main/vault/keychain.ts knows keytar.' };
const electronUpdater = {
  module: '^electron-updater(/|$)',
  message: 'Only main/updates/electron-updater.ts knows electron-updater.',
};
const main = { module: '(^|/)main/', message: 'The page sends intents; it never imports main.' };
const mainOrNode = (message) => [
  { module: '(^|/)main/', message },
  { module: `^(node:.*|(${builtinModules.join('|')})(/.*)?)$`, message },
];
const page = { module: '(^|/)renderer/', message: 'main and preload never import the page.' };
const contractCode = {
  module: '(^|/)preload/',
  allowTypeImports: true,
  message: 'From the contract the page takes types only.',
};

/** What of Electron only one file may use; the default import and `* as` hold all of it. */
const gates = {
  ipcMain: 'Only main/ipc/router.ts registers IPC.',
  ipcRenderer: 'Only preload/index.ts speaks to main.',
  shell: 'Only main/shell/open-url.ts opens addresses, from a table of constants.',
  default: 'By name, so that lint sees what of Electron is used.',
};

/** Forbids what only one file may use of Electron, but for the gate that is this file. */
const gatesBut = (...own) => [
  ...Object.entries(gates)
    .filter(([name]) => !own.includes(name))
    .map(([name, message]) => ({ module: electron.module, importNames: [name], message })),
  { module: electron.module, dynamicOnly: true, message: gates.default },
];

/** Ways to a module that the prohibitions by name would not see. */
const hiddenLoads = [
  ...['module', 'node:module'].map((name) => ({
    module: `^${name}$`,
    message: 'The app loads modules by import alone, so that lint sees which.',
  })),
  ...[
    "ImportExpression:not([source.type='Literal'])",
    'TSImportEqualsDeclaration[moduleReference.type="TSExternalModuleReference"]',
    'CallExpression[callee.name=/^(require|createRequire)$/]',
    'MemberExpression[property.name=/^(createRequire|getBuiltinModule|mainModule)$/]',
  ].map((selector) => ({
    selector,
    message: 'The app loads modules by import of a constant name, so that lint sees which.',
  })),
];

/** Ways around the gates that need no import of their own. */
const openExternal = {
  selector:
    ":matches(MemberExpression[property.name='openExternal'], Property[key.name='openExternal'])",
  message: gates.shell,
};
const scopedIpc = {
  selector: "CallExpression[callee.object.property.name='ipc']",
  message: gates.ipcMain,
};
const findCredentials = {
  selector:
    ":matches(MemberExpression[property.name='findCredentials'], Property[key.name='findCredentials'])",
  message: 'findCredentials kills the process on Linux; read items by name.',
};
/** For the one file that asks Electron as a whole what it has. */
const gatesByName = {
  selector:
    "MemberExpression[object.name='electron'][property.name=/^(ipcMain|ipcRenderer|shell)$/]",
  message: 'What only one file may use of Electron, this file may not.',
};

function staticImport({ module, importNames, allowTypeImports, message }) {
  return {
    regex: module,
    message,
    ...(importNames ? { importNames } : {}),
    ...(allowTypeImports ? { allowTypeImports } : {}),
  };
}

/** A slash would end the pattern inside a selector. */
function dynamicImport({ module, message }) {
  const pattern = module.replaceAll('/', '\\u002F');
  return { selector: `ImportExpression[source.value=/${pattern}/]`, message };
}

/** The settings for the files of one room; `except` are files inside it that are rooms of their own. */
function room(files, forbidden, except = []) {
  const all = [...forbidden.flat(), ...hiddenLoads];
  const modules = all.filter(({ module }) => module !== undefined);
  return {
    files,
    ignores: except,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: modules.filter(({ dynamicOnly }) => !dynamicOnly).map(staticImport) },
      ],
      'no-restricted-syntax': [
        'error',
        ...modules.filter(({ importNames }) => !importNames).map(dynamicImport),
        ...all.filter(({ selector }) => selector !== undefined),
      ],
    },
  };
}

const core = 'main/{tokens,accounts,auth-api,vault,sandbox,export,expiry,backup}/**';
const keychain = 'main/vault/keychain.ts';
const router = 'main/ipc/router.ts';
const openUrl = 'main/shell/open-url.ts';
const clipboard = 'main/shell/clipboard-driver.ts';
const updater = 'main/updates/electron-updater.ts';
const bridge = 'preload/index.ts';
/** Holds in all of main. */
const beside = [page, scopedIpc, findCredentials];
const inMain = [...beside, electronUpdater];

/** One entry for each room, for `eslint.config.js`. */
export const rooms = [
  room(
    ['renderer/**'],
    [electron, electronUpdater, keytar, contractCode, mainOrNode(main.message)],
  ),
  room(
    ['preload/**'],
    [electron, electronUpdater, keytar, page, mainOrNode('The contract runs on both sides.')],
    [bridge],
  ),
  room([bridge], [gatesBut('ipcRenderer'), electronUpdater, keytar, page, main]),
  room(
    ['main/**'],
    [gatesBut(), keytar, openExternal, inMain],
    [core, router, openUrl, clipboard, updater],
  ),
  room([updater], [gatesBut(), keytar, openExternal, beside]),
  room([core], [electron, keytar, openExternal, inMain], [keychain]),
  room([keychain], [electron, openExternal, inMain]),
  room([router], [gatesBut('ipcMain'), keytar, openExternal, inMain]),
  room([openUrl], [gatesBut('shell'), keytar, inMain]),
  // Asks Electron as a whole whether it has what came with version 44.
  room([clipboard], [gatesBut('default'), gatesByName, keytar, openExternal, inMain]),
];
