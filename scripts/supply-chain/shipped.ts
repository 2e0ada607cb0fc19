import * as v from 'valibot';

const bomSchema = v.looseObject({
  metadata: v.looseObject({ component: v.looseObject({ 'bom-ref': v.string() }) }),
  components: v.array(
    v.looseObject({ 'bom-ref': v.string(), name: v.string(), version: v.string() }),
  ),
  dependencies: v.array(
    v.looseObject({ ref: v.string(), dependsOn: v.optional(v.array(v.string()), []) }),
  ),
});

interface Shipped {
  readonly name: string;
  readonly version: string;
}

/**
 * The bill of materials of what ships: what is in the bundles and beside them, and no more of what
 * these name as needed.
 *
 * @param all CycloneDX of everything that is locked. npm names it after the folder.
 * @param app the name of the app.
 * @param shipped what the build found in the bundles and beside them.
 * @throws Error when something ships that is not locked.
 */
export function shippedOf(
  all: unknown,
  app: string,
  shipped: readonly Shipped[],
): Record<string, unknown> {
  const whole = v.parse(bomSchema, all);
  const wanted = new Set(shipped.map(keyOf));
  const components = whole.components.filter((part) => wanted.has(keyOf(named(part))));
  const found = new Set(components.map((part) => keyOf(named(part))));
  const missing = [...wanted].filter((key) => !found.has(key));
  if (missing.length > 0) throw new Error(`The lock file does not know: ${missing.join(', ')}.`);
  const { component } = whole.metadata;
  const refs = new Set([component['bom-ref'], ...components.map((part) => part['bom-ref'])]);
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...component, name: app } },
    components,
    dependencies: whole.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => refs.has(ref)) })),
  };
}

const keyOf = ({ name, version }: Shipped): string => `${name} ${version}`;

/** CycloneDX keeps a scope apart from the name, or within it. */
const named = ({ name, version, group }: Shipped & { readonly group?: unknown }): Shipped =>
  typeof group === 'string' && group !== ''
    ? { name: `${group}/${name}`, version }
    : { name, version };
