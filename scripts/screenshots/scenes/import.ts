import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { m } from '#messages';
import type { Scene } from '../stage.ts';

/** A value from the file that the console gave, until the file is deleted. */
export const importing: Scene = async ({ app, page, camera, hand, sandbox, desktop }) => {
  const made = await sandbox.control.consoleToken('plain');
  const file = join(desktop.home, 'ionos-token.txt');
  await writeFile(file, made.value);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  const dialog = hand.dialog(m.import_title());
  await hand.press(m.import_action());
  await camera.take('import', page, dialog);
  await hand.press(m.import_open_file());
  await hand.field(m.generate_label()).fill('registry-pull');
  await camera.take('import-read', page, dialog);
  await hand.press(m.import_keep());
  await camera.take('import-file', page, hand.dialog(m.import_file_title()));
  await hand.press(m.import_file_delete());
  await expect(hand.row(made.kid.slice(0, 8))).toContainText(m.state_saved());
};
