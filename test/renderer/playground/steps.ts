import { configure, fireEvent, screen, waitFor } from '@testing-library/dom';
import { m } from '#messages';
import type { Step } from './scene.ts';

// They wait for things, not for times: a busy machine makes them slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

/** A name as the page says it now: asked again and again, for the page learns its language late. */
type Words = () => string;

const button = (name: string): HTMLElement | null => screen.queryByRole('button', { name });

/** Presses a button by its name; one of the sidebar is unfolded first where that is folded away. */
export const press =
  (words: Words): Step =>
  async () => {
    const found = await waitFor(() => {
      const wanted = button(words());
      if (!wanted) button(m.nav_menu())?.click();
      if (!wanted) throw new Error(`There is no button "${words()}".`);
      return wanted;
    });
    found.focus();
    found.click();
  };

/** Unfolds what is folded away under these words. */
export const unfold =
  (words: Words): Step =>
  async () => {
    (await waitFor(() => screen.getByText(words()))).click();
  };

/** Enters a text into the field with this label. */
export const enter =
  (label: Words, text: string): Step =>
  async () => {
    const field = await waitFor(() => screen.getByLabelText(label()));
    field.focus();
    fireEvent.input(field, { target: { value: text } });
  };

/** Presses a key where the keyboard is. */
export const key =
  (name: string, held: Readonly<KeyboardEventInit> = {}): Step =>
  async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...held });
    await Promise.resolve();
  };

/** Ticks a box. */
export const pick =
  (label: Words): Step =>
  async () => {
    (await waitFor(() => screen.getByLabelText(label()))).click();
  };

/** Gives the first row of the list the keyboard. */
const toFirstRow: Step = async () => {
  const box = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('tbody tr input');
    if (!found) throw new Error('The list has no row.');
    return found;
  });
  box.focus();
};

/** Presses a key on the first row of the list. */
export const rowKey =
  (name: string): Step =>
  async () => {
    await toFirstRow();
    await key(name)();
  };

/** Unfolds the sidebar, where it is folded away. */
export const unfoldSidebar: Step = async () => {
  await screen.findByText(m.token_manager_title());
  button(m.nav_menu())?.click();
  await screen.findByRole('navigation');
};

/** Drags a file over the window, and holds it there. */
export const dragFile: Step = async () => {
  await screen.findByText(m.token_manager_title());
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([], 'token.txt'));
  window.dispatchEvent(new DragEvent('dragover', { cancelable: true, dataTransfer }));
  await screen.findByText(m.import_drop_here());
};

/** Waits until a menu is open. */
export const openMenu: Step = async () => {
  await screen.findByRole('menu');
};

/** Asks for the menu of the first row, as Chromium does for the Menu key. */
export const rowMenu: Step = async () => {
  await toFirstRow();
  const asked = { bubbles: true, cancelable: true, pointerType: 'mouse', button: -1 };
  document.activeElement?.dispatchEvent(new PointerEvent('contextmenu', asked));
  await openMenu();
};

/** Waits until a text is there, to the letter. */
export const see =
  (words: Words): Step =>
  async () => {
    await waitFor(() => screen.getAllByText(words()));
  };

/** Scrolls until a text is in view. */
export const scrollTo =
  (words: Words): Step =>
  async () => {
    (await waitFor(() => screen.getByText(words()))).scrollIntoView({ block: 'center' });
  };
