import type { ElectronApplication } from '@playwright/test';
import { trayEntries, type TrayView } from '../../main/tray-menu.ts';
import { median } from './figures.ts';

const saved = 500;
const rounds = 25;
const day = 86_400_000;

/** A view with as many saved tokens, half of them with a label, in five groups. */
function view(): TrayView {
  const tokens = Array.from({ length: saved }, (_, at) => ({
    id: `${String(at).padStart(8, '0')}-0000-4000-8000-000000000000`,
    label: at % 2 === 0 ? `deploy-${at % 90}` : '',
    expiresAt: day * (at + 1),
    group: `Account ${at % 5} · Contract ${31_700_000 + (at % 5)}`,
    color: 'blue' as const,
  }));
  return { tokens, expiring: 3, locked: false, trial: false, several: true, now: 0 };
}

/**
 * How long the tray's menu takes to be made for 500 saved tokens: what is in it, and Electron's menu of as
 * many entries in the running app. The median of some, ms.
 */
export async function trayMenuMs(app: ElectronApplication): Promise<number> {
  const inIt: number[] = [];
  let entries: ReturnType<typeof trayEntries> = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    entries = trayEntries(view());
    inIt.push(performance.now() - begin);
  }
  const labels = entries.map((entry) => ('label' in entry ? entry.label : ''));
  const made = await app.evaluate(
    ({ Menu }, { all, times }) => {
      const took: number[] = [];
      for (let round = 0; round < times; round += 1) {
        const begin = performance.now();
        Menu.buildFromTemplate(all.map((label) => ({ label, click: () => undefined })));
        took.push(performance.now() - begin);
      }
      return took;
    },
    { all: labels, times: rounds },
  );
  return median(inIt) + median(made);
}
