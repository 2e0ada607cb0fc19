import { app } from 'electron';

/** The Electron that the app is made for; an older one is the fallback for machines without access. */
const electronMajor = 45;

/** Facts of the process that the app runs in. */
export const runtime = {
  get fallback(): boolean {
    return Number(process.versions.electron.split('.')[0]) < electronMajor;
  },
  get platform(): 'darwin' | 'win32' | 'linux' {
    const { platform } = process;
    return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  },
  /** What the system's keychain is called. */
  get storeName(): string {
    return {
      darwin: 'macOS Keychain',
      win32: 'Windows Credential Manager',
      linux: 'Secret Service',
    }[this.platform];
  },
  get userAgent(): string {
    return `token-vault/${app.getVersion()}`;
  },
  /** The page's address while developing, with hot reload; never in the packaged app. */
  get devServer(): string | null {
    return app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
  },
};
