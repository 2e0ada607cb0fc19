import * as v from 'valibot';

/** Built into the page, with what they need in turn. */
const builtIn = ['svelte', 'bits-ui'];
/** What carries the app, and what its messages are compiled by: what they need themselves does not ship. */
const alone = ['electron', '@inlang/paraglide-js'];

const bomSchema = v.looseObject({
  metadata: v.looseObject({ component: v.looseObject({}) }),
  components: v.array(v.looseObject({ 'bom-ref': v.string(), name: v.string() })),
  dependencies: v.array(
    v.looseObject({ ref: v.string(), dependsOn: v.optional(v.array(v.string()), []) }),
  ),
});

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The bill of materials of what ships: what runs and what is built in, with all that these name as
 * needed (which is more than is in the bundles: what keytar is installed by, for one).
 *
 * @param all CycloneDX of everything that is locked. npm names it after the folder.
 * @param manifest package.json: the name of the app, and what it depends on at run time.
 */
export function shippedOf(all: unknown, manifest: Manifest): Record<string, unknown> {
  const running = Object.keys(manifest.dependencies);
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
  const component = { ...whole.metadata.component, name: manifest.name };
  return {
    ...whole,
    metadata: { ...whole.metadata, component },
    components: whole.components.filter((part) => refs.has(part['bom-ref'])),
    dependencies: whole.dependencies.filter(({ ref }, n) => n === 0 || refs.has(ref)),
  };
}

/** CycloneDX keeps a scope apart from the name, or within it. */
const fullName = ({ name, group }: { readonly name: string; readonly group?: unknown }): string =>
  typeof group === 'string' && group !== '' ? `${group}/${name}` : name;
