/** Whether a person types there: keys that edit belong to it. */
export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea:not([readonly]), input:not([type=checkbox], [type=radio], [type=button], [type=submit])',
    ));
