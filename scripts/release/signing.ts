/** What signing a build takes of the environment, by system (RELEASING.md). */
const needed: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    'CSC_LINK',
    'CSC_KEY_PASSWORD',
    'APPLE_ID',
    'APPLE_APP_SPECIFIC_PASSWORD',
    'APPLE_TEAM_ID',
  ],
  win32: ['CSC_LINK', 'CSC_KEY_PASSWORD'],
};

/** What is missing for a signed build, a sentence each; none where nothing is signed, as on Linux. */
export const complaintsOfSigning = (
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] =>
  (needed[platform] ?? [])
    .filter((name) => !env[name])
    .map((name) => `${name} is not set: this build would not be signed, and nobody may have it.`);
