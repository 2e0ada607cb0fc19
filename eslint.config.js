import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Forbids imports in the files of one room; `except` are the few files that may. */
const room = (files, { paths = [], patterns = [] }, except = []) => ({
  files,
  ignores: except,
  rules: {
    'no-restricted-imports': ['error', { paths, patterns }],
  },
});

const electron = {
  name: 'electron',
  message: 'This room runs in plain Node and gets ports instead.',
};
const keytar = { name: 'keytar', message: 'Only main/vault/keychain.ts knows keytar.' };
const ipcMain = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Only main/ipc/router.ts registers IPC.',
};
const noRendererCode = {
  group: ['**/renderer/**'],
  message: 'main and preload never import the page.',
};

export default ts.config(
  { ignores: ['out', 'dist', 'messages/generated', 'test-results', '.electron', 'node_modules'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.svelte'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    rules: { 'svelte/no-at-html-tags': 'error', 'import-x/no-default-export': 'off' },
  },
  { files: ['renderer/**', 'test/renderer/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['*.config.*', 'eslint.config.js', 'test/**/*.config.ts', 'scripts/**'],
    rules: { 'import-x/no-default-export': 'off', 'no-console': 'off' },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], ...ts.configs.disableTypeChecked },

  // --- The import rules of docs/architecture.md ---
  room(['renderer/**'], {
    paths: [electron, keytar],
    patterns: [
      { group: ['**/main/**'], message: 'The page sends intents; it never imports main.' },
      { group: ['node:*'], message: 'The page has no Node.' },
      {
        group: ['**/preload/*'],
        allowTypeImports: true,
        message: 'From the contract the page takes types only.',
      },
    ],
  }),
  room(['preload/contract/**', 'preload/contract.ts'], {
    paths: [electron, keytar],
    patterns: [
      noRendererCode,
      { group: ['node:*', '**/main/**'], message: 'The contract runs on both sides.' },
    ],
  }),
  room(['preload/index.ts'], { paths: [keytar], patterns: [noRendererCode] }),
  room(['main/**'], { paths: [keytar, ipcMain], patterns: [noRendererCode] }, [
    'main/ipc/router.ts',
    'main/vault/keychain.ts',
    'main/{tokens,accounts,auth-api,vault,sandbox}/**',
  ]),
  room(
    ['main/{tokens,accounts,auth-api,vault,sandbox}/**'],
    { paths: [electron, keytar], patterns: [noRendererCode] },
    ['main/vault/keychain.ts'],
  ),
  room(['main/vault/keychain.ts'], { paths: [electron], patterns: [noRendererCode] }),
  room(['main/ipc/router.ts'], { paths: [keytar], patterns: [noRendererCode] }),
  {
    files: ['main/**'],
    ignores: ['main/shell/open-url.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='openExternal']",
          message: 'Only main/shell/open-url.ts opens addresses, from a table of constants.',
        },
        {
          selector: "MemberExpression[property.name='findCredentials']",
          message: 'findCredentials kills the process on Linux; read items by name.',
        },
      ],
    },
  },
);
