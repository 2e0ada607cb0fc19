import { m } from '#messages';
import { no } from '../../fake-bridge.ts';
import { key, press, see, unfold } from '../steps.ts';
import { many, type Scenes } from '../scene.ts';

const exporting = [
  see(m.token_manager_title),
  key('k', { ctrlKey: true }),
  unfold(m.commands_export),
  see(m.export_format),
];

/** What the list shows, as a file. */
export const exportScenes: Scenes = {
  export: () => ({ state: many(6), steps: exporting }),
  'export-failed': () => ({
    state: many(6),
    answers: { tokens: { export: () => no({ code: 'FILE_NOT_WRITTEN' }) } },
    steps: [...exporting, press(m.export_save), see(m.error_file_not_written)],
  }),
};
