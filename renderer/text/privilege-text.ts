import { m } from '#messages';

/** The privileges of the documented tokens, in words. */
const sentences: Readonly<Record<string, () => string>> = {
  DATA_CENTER_CREATE: m.privilege_data_center_create,
  SNAPSHOT_CREATE: m.privilege_snapshot_create,
  IP_BLOCK_RESERVE: m.privilege_ip_block_reserve,
  MANAGE_DATAPLATFORM: m.privilege_manage_dataplatform,
  ACCESS_ACTIVITY_LOG: m.privilege_access_activity_log,
  PCC_CREATE: m.privilege_pcc_create,
  ACCESS_S3_OBJECT_STORAGE: m.privilege_access_s3_object_storage,
  BACKUP_UNIT_CREATE: m.privilege_backup_unit_create,
  CREATE_INTERNET_ACCESS: m.privilege_create_internet_access,
  K8S_CLUSTER_CREATE: m.privilege_k8s_cluster_create,
  FLOW_LOG_CREATE: m.privilege_flow_log_create,
  ACCESS_AND_MANAGE_MONITORING: m.privilege_access_and_manage_monitoring,
  ACCESS_AND_MANAGE_LOGGING: m.privilege_access_and_manage_logging,
  ACCESS_AND_MANAGE_CERTIFICATES: m.privilege_access_and_manage_certificates,
  MANAGE_DBAAS: m.privilege_manage_dbaas,
  ACCESS_AND_MANAGE_DNS: m.privilege_access_and_manage_dns,
  MANAGE_REGISTRY: m.privilege_manage_registry,
};

const roles: Readonly<Record<string, () => string>> = {
  owner: m.role_owner,
  admin: m.role_admin,
  administrator: m.role_admin,
  user: m.role_user,
};

/** What stays in capitals when a name is written as words. */
const abbreviations = new Set(['AI', 'API', 'CDN', 'DNS', 'IAM', 'IP', 'K8S', 'NFS', 'S3', 'VPN']);

/** A name that comes from outside must not find what every object has. */
const known = (words: Readonly<Record<string, () => string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name]?.() : undefined;

/** "ACCESS_AND_MANAGE_VPN" as "Access and manage VPN"; what is no such name is left as it is. */
function inWords(name: string): string {
  if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name)) return name;
  const words = name
    .split('_')
    .map((word) => (abbreviations.has(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a privilege allows; one that is not known is its own name, as words. */
export function privilegeText(name: string): string {
  return known(sentences, name) ?? inWords(name);
}

/** A role in words; one that is not known is shown by its own name. */
export function roleText(name: string): string {
  return known(roles, name) ?? name;
}
