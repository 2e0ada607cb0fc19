import type { Attachment } from 'svelte/attachments';

/** What a pointer or the keyboard would bring about; only one element at a time can really have it. */
export type AsIf = 'hover' | 'focus-visible';

/** From now on a class does what the pointer or the keyboard does: the components know nothing of it. */
export function showAsIf(): void {
  for (const { cssRules } of document.styleSheets) widen(cssRules);
}

function widen(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule)
      rule.selectorText = rule.selectorText.replaceAll(
        /:(hover|focus-visible)/g,
        ':is($&, .as-$1)',
      );
    if (rule instanceof CSSGroupingRule) widen(rule.cssRules);
  }
}

/** Shows the control inside as if `state` were so. */
export function asIf(state: AsIf | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (state === undefined) return;
    const control = element.querySelector('button, input, select, textarea, summary');
    const target =
      state === 'hover' ? (control?.closest('label:has(.swatch)') ?? control) : control;
    target?.classList.add(`as-${state}`);
  };
}
