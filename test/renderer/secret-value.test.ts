import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import SecretValue from '../../renderer/components/SecretValue.svelte';

const value = 'eyJ0eXAiOiJKV1QifQ.payload.signature';

async function setup() {
  let copied = 0;
  const props = {
    value,
    'aria-label': 'Value',
    oncopyvalue: () => {
      copied += 1;
    },
  };
  await render(SecretValue, { props });
  const field = page.getByLabelText('Value').element() as HTMLTextAreaElement;
  return { field, copied: () => copied };
}

test('is shown whole, and nothing of it is selected by mouse or keyboard', async () => {
  const { field } = await setup();
  expect(field.value).toBe(value);
  await userEvent.tripleClick(field);
  await userEvent.keyboard('{Control>}a{/Control}{Shift>}{End}{/Shift}');
  await expect.poll(() => [field.selectionStart, field.selectionEnd]).toEqual([0, 0]);
  expect(String(getSelection())).toBe('');
});

test('is copied by the keys that copy, once each, and not by the page itself', async () => {
  const { field, copied } = await setup();
  field.focus();
  await userEvent.keyboard('{Control>}c{/Control}');
  expect(copied()).toBe(1);
  await userEvent.keyboard('{Control>}{Insert}{/Control}');
  expect(copied()).toBe(2);
});

test('is not dragged away', async () => {
  const { field } = await setup();
  const drag = new DragEvent('dragstart', { bubbles: true, cancelable: true });
  field.dispatchEvent(drag);
  expect(drag.defaultPrevented).toBe(true);
});
