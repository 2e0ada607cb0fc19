import * as v from 'valibot';

/**
 * A user of the sandbox. `twoFactor` has the two states in which IONOS switches Basic off: configured
 * by the user (`active`) or obligated by the contract's owner (`forced`) [DOC deprecation-basic-authentication].
 */
export const accountSchema = v.object({
  name: v.string(),
  email: v.string(),
  password: v.string(),
  userId: v.pipe(v.string(), v.uuid()),
  firstname: v.string(),
  lastname: v.string(),
  contracts: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.minLength(1), v.readonly()),
  /** "owner" was seen; the exact strings of other roles are assumed. */
  role: v.string(),
  privileges: v.pipe(v.array(v.string()), v.readonly()),
  twoFactor: v.picklist(['off', 'active', 'forced']),
});

/** A user of the sandbox, as state and constants hold it. */
export type SandboxAccount = Readonly<v.InferOutput<typeof accountSchema>>;

/** The privileges in a token of an owner, in the order of the sample [auth how-to, section 3]. */
export const ownerPrivileges: readonly string[] = [
  'DATA_CENTER_CREATE',
  'SNAPSHOT_CREATE',
  'IP_BLOCK_RESERVE',
  'MANAGE_DATAPLATFORM',
  'ACCESS_ACTIVITY_LOG',
  'PCC_CREATE',
  'ACCESS_S3_OBJECT_STORAGE',
  'BACKUP_UNIT_CREATE',
  'CREATE_INTERNET_ACCESS',
  'K8S_CLUSTER_CREATE',
  'FLOW_LOG_CREATE',
  'ACCESS_AND_MANAGE_MONITORING',
  'ACCESS_AND_MANAGE_CERTIFICATES',
  'MANAGE_DBAAS',
  'ACCESS_AND_MANAGE_DNS',
  'MANAGE_REGISTRY',
];

/** The documented accounts. Their passwords are public: they open nothing but a sandbox. */
export const accounts = {
  /** One contract, a few tokens. */
  plain: {
    name: 'plain',
    email: 'plain@example.com',
    password: 'plain-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0001',
    firstname: 'Paula',
    lastname: 'Plain',
    contracts: [31700001],
    role: 'owner',
    privileges: ownerPrivileges,
    twoFactor: 'off',
  },
  /** Must send X-Contract-Number to the Auth API. */
  twoContracts: {
    name: 'twoContracts',
    email: 'two-contracts@example.com',
    password: 'two-contracts-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0002',
    firstname: 'Theo',
    lastname: 'Twofold',
    contracts: [31700002, 31700003],
    role: 'owner',
    privileges: ownerPrivileges,
    twoFactor: 'off',
  },
  /** Basic is refused; a token made in the console signs in. */
  twoFactor: {
    name: 'twoFactor',
    email: 'two-factor@example.com',
    password: 'two-factor-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0003',
    firstname: 'Fatima',
    lastname: 'Factor',
    contracts: [31700004],
    role: 'owner',
    privileges: ownerPrivileges,
    twoFactor: 'active',
  },
  /** 99 tokens, 37 of them expired. */
  nearlyFull: {
    name: 'nearlyFull',
    email: 'nearly-full@example.com',
    password: 'nearly-full-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0004',
    firstname: 'Nadia',
    lastname: 'Nearlyfull',
    contracts: [31700005],
    role: 'owner',
    privileges: ownerPrivileges,
    twoFactor: 'off',
  },
  /** No token yet, and few privileges. */
  empty: {
    name: 'empty',
    email: 'empty@example.com',
    password: 'empty-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0005',
    firstname: 'Emil',
    lastname: 'Empty',
    contracts: [31700006],
    role: 'user', // assumed
    privileges: ['ACCESS_ACTIVITY_LOG', 'ACCESS_AND_MANAGE_DNS'],
    twoFactor: 'off',
  },
  /** What the app's trial mode signs in to. */
  trial: {
    name: 'trial',
    email: 'trial@example.com',
    password: 'trial-password',
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0006',
    firstname: 'Toni',
    lastname: 'Trial',
    contracts: [31700007],
    role: 'owner',
    privileges: ownerPrivileges,
    twoFactor: 'off',
  },
} as const satisfies Record<string, SandboxAccount>;

/** The name of a documented account. */
export type AccountName = keyof typeof accounts;

/** Which accounts a sandbox has at first creation: all six, or the trial's alone. */
export type AccountChoice = 'all' | 'trial';

/** The accounts of a choice. */
export function accountsOf(choice: AccountChoice): readonly SandboxAccount[] {
  return choice === 'trial' ? [accounts.trial] : Object.values(accounts);
}
