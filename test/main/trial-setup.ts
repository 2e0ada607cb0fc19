import { signInWithPassword } from '../../main/accounts/sign-in.ts';
import { accounts } from '../../main/sandbox/accounts.ts';
import { setupProfiles, type ProfilesCore } from '../support/core/setup-profiles.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';
import { knownId } from '../support/known-id.ts';

export const own = 'Token Vault';
export const trial = 'Token Vault (trial)';
export const request = {
  ttlSeconds: 3600,
  label: 'tried',
  note: '',
  usedIn: '',
  color: 'none' as const,
  keep: true,
};

export async function inTrial(): Promise<ProfilesCore> {
  const core = await setupProfiles();
  await core.profiles.startTrial();
  await core.untilListed();
  return core;
}

/** Signed in to a sandbox that stands for IONOS. */
export async function signedIn(): Promise<ProfilesCore> {
  const core = await setupProfiles();
  const { origin } = await setupSandbox();
  const { email, password } = accounts.empty;
  const input = { endpoint: origin, email, password, contractNumber: null };
  await signInWithPassword(core.profiles.current, input);
  await core.untilListed();
  return core;
}

export async function generate(core: ProfilesCore): Promise<string> {
  const { generation, generated } = core.profiles.current;
  const made = await generation.generate(request);
  await generated.close();
  await core.untilListed();
  return knownId(made);
}

export const ids = (core: ProfilesCore): string[] => core.state.list.tokens.map(({ id }) => id);
