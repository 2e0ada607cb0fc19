import { app, BrowserWindow } from 'electron';

/**
 * Whether a copy needs a window of ours that is looked at: a Wayland compositor drops what an unfocused
 * program writes to the clipboard, and says nothing. Chromium puts the platform that it chose on its own
 * command line; before Electron 38 only a switch made it choose Wayland.
 */
export function needsWindowToCopy(): boolean {
  const { commandLine } = app;
  const platform =
    commandLine.getSwitchValue('ozone-platform') ||
    commandLine.getSwitchValue('ozone-platform-hint');
  return platform === 'wayland' && BrowserWindow.getFocusedWindow() === null;
}
