import * as v from 'valibot';

/** Built into the page, with what they need in turn. */
const builtIn = ['svelte', 'bits-ui'];
/** What carries the app, and what its messages are compiled by: what they need themselves does not ship. */
const alone = ['electron', '@inlang/paraglide-js'];

const bomSchema = v.looseObject({
  components: v.array(v.looseObject({ 'bom-ref': v.string(), name: v.string() })),
  dependencies: v.array(
    v.looseObject({ ref: v.string(), dependsOn: v.optional(v.array(v.string()), []) }),
  ),
});

/**
 * The bill of materials of what ships: what runs and what is built in, with all that they need.
 *
 * @param all CycloneDX of everything that is locked.
 * @param running names of the dependencies at run time.
 */
export function shippedOf(all: unknown, running: readonly string[]): Record<string, unknown> {
  const whole = v.parse(bomSchema, all);
  const refs = new Set<string>();
  const needs = new Map(whole.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const add = (ref: string): void => {
    if (refs.has(ref)) return;
    refs.add(ref);
    for (const other of needs.get(ref) ?? []) add(other);
  };
  for (const part of whole.components) {
    if (alone.includes(fullName(part))) refs.add(part['bom-ref']);
    if ([...builtIn, ...running].includes(fullName(part))) add(part['bom-ref']);
  }
  return {
    ...whole,
    components: whole.components.filter((part) => refs.has(part['bom-ref'])),
    dependencies: whole.dependencies.filter(({ ref }, n) => n === 0 || refs.has(ref)),
  };
}

/** CycloneDX keeps a scope apart from the name, or within it. */
const fullName = ({ name, group }: { readonly name: string; readonly group?: unknown }): string =>
  typeof group === 'string' && group !== '' ? `${group}/${name}` : name;
