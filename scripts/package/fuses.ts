import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/**
 * Every fuse of the packed app, on or off, and why. The type asks for each one that @electron/fuses
 * knows, so that a new one is decided on and not forgotten.
 */
export const fuses: Readonly<Record<FuseV1Options, boolean>> = {
  // Off: with it ELECTRON_RUN_AS_NODE=1 makes of this app a Node that runs anybody's script with
  // this app's name, signature and, on macOS, its access to the keychain.
  [FuseV1Options.RunAsNode]: false,
  // Off: NODE_OPTIONS=--require=… is the same by another way.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // Off: --inspect opens a debugger that reads every secret. The packed tests turn it on again.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // On: a changed app.asar does not start (macOS and Windows; Linux has no such check).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // On: an app/ folder laid beside app.asar would be started in its place.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Off: pages come from app:// and file:// needs no more rights than in any browser.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Off: there are no cookies, and with it each start unlocks the person's keychain and writes
  // "Chromium Safe Storage" into it.
  [FuseV1Options.EnableCookieEncryption]: false,
  // Off: the app brings no V8 snapshot of its own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // On, as Electron ships it: WebAssembly's bounds checks by hardware. No page here runs any.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * Sets all fuses of a binary (on macOS: of the app bundle). A fuse that this Electron does not have
 * yet is passed over; one that it has and that is not stated here makes this reject.
 */
export async function setFuses(path: string): Promise<void> {
  const wire = await getCurrentFuseWire(path);
  const stated = Object.entries(fuses).filter(([option]) => option in wire);
  await flipFuses(path, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...(Object.fromEntries(stated) as Record<FuseV1Options, boolean>),
  });
}
