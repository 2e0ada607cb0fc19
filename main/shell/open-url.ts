import { shell } from 'electron';

/** Every address that the app can open in the browser, by name. Nothing else is ever opened. */
const pages = {
  'token-manager': 'https://dcd.ionos.com/latest/',
  'ionos-help':
    'https://docs.ionos.com/cloud/set-up-ionos-cloud/management/identity-access-management/token-manager',
  releases: 'https://github.com/token-vault/token-vault/releases/latest',
  'keyring-help': 'https://specifications.freedesktop.org/secret-service-spec/latest/',
} as const;

export type PageName = keyof typeof pages;

export async function openPage(name: PageName): Promise<void> {
  if (Object.hasOwn(pages, name)) await shell.openExternal(pages[name]);
}
