import { changesOf, isVersion } from './changelog.ts';

/** What a release is made of, as the checkout has it. */
export interface Release {
  /** As package.json has it. */
  readonly version: string;
  readonly changelog: string;
  /** AppStream's data. */
  readonly metainfo: string;
  /** "official", or "fallback": the Electron that is set up here. */
  readonly electron: 'official' | 'fallback' | 'none';
  /** What git says is changed or not under version control; empty: nothing. */
  readonly changed: string;
}

/** Why nothing may be released of this checkout under this tag, a sentence each; none: it may. */
export function complaintsOf(tag: string, release: Release): readonly string[] {
  const { version, changelog, metainfo, electron, changed } = release;
  const dated = new RegExp(
    `^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`,
    'm',
  );
  const checks: readonly (readonly [boolean, string])[] = [
    [isVersion(version), `The version "${version}" of package.json is not one of semver.org.`],
    // Its list of updates has another name, which nothing here carries through.
    [!version.includes('-'), `${version} is a pre-release, and only whole versions are released.`],
    [tag === `v${version}`, `The tag is "${tag}", and package.json has the version ${version}.`],
    [Boolean(changesOf(changelog, version)), `CHANGELOG.md says nothing of ${version}.`],
    [dated.test(changelog), `CHANGELOG.md has no date for ${version}.`],
    [
      metainfo.includes(`<release version="${version}"`),
      `The AppStream data do not list ${version}.`,
    ],
    [
      electron === 'official',
      `The Electron that is set up here is not the official one (${electron}).`,
    ],
    [changed === '', `The checkout is not the commit: ${changed.split('\n').join(', ')}.`],
  ];
  return checks.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}
