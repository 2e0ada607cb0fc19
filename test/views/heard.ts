import { expect, type Page } from '@playwright/test';

/** As the DevTools protocol has it (domain Accessibility), as far as it is used here. */
interface AXNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly value?: { readonly value: string | number };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value?: unknown };
  }[];
  readonly childIds?: readonly string[];
}

/** What is told of a node beside role, name, value and description, where it is not the usual. */
const told = [
  ...['busy', 'checked', 'disabled', 'expanded', 'focused', 'hasPopup', 'invalid', 'keyshortcuts'],
  ...['level', 'live', 'modal', 'multiselectable', 'pressed', 'readonly', 'required', 'selected'],
];
const usual: ReadonlySet<unknown> = new Set([false, 'false', 'off', '', undefined]);
/** These are told whichever way they stand: that something can be pressed is half of what it is. */
const eitherWay = new Set(['checked', 'expanded', 'pressed']);

/** Said by the words in them, or by nothing at all. */
const unsaid = new Set(['InlineTextBox', 'LineBreak', 'none', 'generic']);

const quoted = (words: string | number): string =>
  JSON.stringify(String(words).replace(/\s+/g, ' ').trim());

function line({ role, name, value, description, properties = [] }: AXNode): string {
  const facts = properties
    .filter(
      ({ name: fact, value: known }) =>
        told.includes(fact) && (eitherWay.has(fact) || !usual.has(known.value)),
    )
    .map(({ name: fact, value: known }) =>
      known.value === true ? fact : `${fact}=${String(known.value)}`,
    );
  return [
    role?.value ?? '',
    ...(name?.value ? [quoted(name.value)] : []),
    ...(value?.value === undefined || value.value === '' ? [] : [`value ${quoted(value.value)}`]),
    ...facts,
    ...(description?.value ? [`described ${quoted(description.value)}`] : []),
  ].join(' ');
}

function written(nodes: readonly AXNode[]): string {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: AXNode, depth: number, around: string): void => {
    const role = node.role?.value ?? '';
    const words = node.name?.value ?? '';
    // The text that a name is made of is not heard twice.
    const said = node.ignored || unsaid.has(role) || (role === 'StaticText' && words === around);
    if (!said) lines.push(`${'  '.repeat(depth)}${line(node)}`);
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, said ? depth : depth + 1, said ? around : words);
    }
  };
  const [root] = nodes;
  if (root) walk(root, 0, '');
  return `${lines.join('\n')}\n`;
}

/** Chromium's accessibility tree of the page, as a screen reader gets it: a line for each node. */
export interface Ear {
  readonly hear: () => Promise<string>;
  readonly close: () => Promise<void>;
}

const dialogs = "document.querySelectorAll('[role=dialog], [role=alertdialog]').length";

/**
 * Opened before the page: a tree that is first asked for once it stands may come without its end.
 * Chromium works out what came last when it has time: a tree is whole when it has the dialogs of the
 * page, and comes a second time as it was.
 */
export async function openEar(page: Page): Promise<Ear> {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const read = async (): Promise<string> => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return written(nodes as unknown as readonly AXNode[]);
  };
  const isWhole = async (tree: string): Promise<boolean> =>
    (tree.match(/^ *(alert)?dialog /gm) ?? []).length === (await page.evaluate(dialogs));
  return {
    hear: async () => {
      let tree = await read();
      await expect
        .poll(
          async () => {
            const before = tree;
            tree = await read();
            return tree === before && (await isWhole(tree));
          },
          { timeout: 10_000, intervals: [20, 50, 100] },
        )
        .toBe(true);
      return tree;
    },
    close: () => session.detach(),
  };
}
