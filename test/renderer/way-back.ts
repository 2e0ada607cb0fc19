import { userEvent, type Locator } from 'vitest/browser';
import { button, heard } from './open.ts';

/** The button of the message that something can be taken back. */
export const undo = (): Locator => button('Undo');
/** The keys that do the same. */
export const ctrlZ = (): Promise<void> => userEvent.keyboard('{Control>}z{/Control}');
/** What a screen reader is told of it. */
export const said = (text: string): Locator => heard(`${text} Ctrl+Z to undo`);
