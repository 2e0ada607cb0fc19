import type { BrowserWindow } from 'electron';
import { m } from '#messages';
import { isMeant } from './question.ts';

/** Asks whether a sign-in is to go to an address that is not IONOS's own. */
export const isEndpointMeant = (parent: BrowserWindow | null, origin: string): Promise<boolean> =>
  isMeant(parent, {
    type: 'question',
    title: m.main_endpoint_title(),
    message: m.main_endpoint_message({ endpoint: origin }),
    detail: m.main_endpoint_detail(),
    back: m.main_endpoint_no(),
    on: m.main_endpoint_yes(),
  });
