import type { SandboxAccount } from './accounts.ts';
import { contractOf, type ApiRequest } from './api-request.ts';
import { failure, methodNotAllowed, notFound, ok, type Answer, type Json } from './answer.ts';

const root = '/cloudapi/v6';

/**
 * Answers the little of the Cloud API v6 that clients of the Auth API use: `um/users/{id}` and
 * `contracts`, shaped as the SDK's models [SPEC sdk-nodejs User, Contracts]. `depth`, `limit`,
 * `offset` and `pretty` are tolerated and change nothing (assumed). The figures in it are made up.
 */
export function answerCloudApi(request: ApiRequest, account: SandboxAccount): Answer {
  const [, userId] = /^\/cloudapi\/v6\/um\/users\/([^/]+)$/.exec(request.path) ?? [];
  const isContracts = request.path === `${root}/contracts`;
  if (userId === undefined && !isContracts) return notFound;
  if (request.method !== 'GET') return methodNotAllowed;
  // Only the caller is served; a user that the caller manages would be too [CODE ionosctl].
  if (userId !== undefined)
    return userId === account.userId ? ok(describeUser(request, account)) : notFound;
  return contracts(request, account);
}

/** All contracts of the user, or the one in X-Contract-Number, with either scheme (assumed). */
function contracts(request: ApiRequest, account: SandboxAccount): Answer {
  const asked = contractOf(request, account);
  if (asked === null && request.contractNumber !== undefined)
    return failure(422, 'The contract number in X-Contract-Number is not valid'); // assumed
  const numbers = asked === null ? account.contracts : [asked];
  return ok({
    id: 'contracts',
    type: 'collection',
    href: `${request.origin}${root}/contracts`,
    items: numbers.map((number) => describeContract(number, account)),
  });
}

function describeContract(contractNumber: number, account: SandboxAccount): Json {
  return {
    type: 'contract',
    properties: {
      contractNumber,
      // "The contract owner's user name" [SPEC ContractProperties]: that it is the e-mail is assumed.
      owner: account.role === 'owner' ? account.email : 'owner@example.com',
      status: 'BILLABLE',
      regDomain: 'ionos.de',
      resourceLimits: {
        coresPerServer: 62,
        coresPerContract: 100,
        coresProvisioned: 4,
        ramPerServer: 235520,
        ramPerContract: 512000,
        ramProvisioned: 8192,
        hddLimitPerVolume: 4194304,
        hddLimitPerContract: 10485760,
        hddVolumeProvisioned: 0,
        ssdLimitPerVolume: 4194304,
        ssdLimitPerContract: 10485760,
        ssdVolumeProvisioned: 51200,
        dasVolumeProvisioned: 0,
        reservableIps: 10,
        reservedIpsOnContract: 1,
        reservedIpsInUse: 1,
        k8sClusterLimitTotal: 5,
        k8sClustersProvisioned: 0,
        nlbLimitTotal: 5,
        nlbProvisioned: 0,
        natGatewayLimitTotal: 5,
        natGatewayProvisioned: 0,
        securityGroupsPerVdc: 500,
        securityGroupsPerResource: 10,
        rulesPerSecurityGroup: 500,
      },
    },
  };
}

function describeUser(request: ApiRequest, account: SandboxAccount): Json {
  const href = `${request.origin}${root}/um/users/${account.userId}`;
  return {
    id: account.userId,
    type: 'user',
    href,
    metadata: {
      etag: '37a6259cc0c1dae299a7866489dff0bd',
      createdDate: '2024-02-01T08:00:00Z',
      lastLogin: '2025-09-23T07:29:44Z',
    },
    properties: {
      firstname: account.firstname,
      lastname: account.lastname,
      email: account.email,
      administrator: account.role !== 'user', // assumed
      forceSecAuth: account.twoFactor === 'forced',
      secAuthActive: account.twoFactor === 'active',
      s3CanonicalUserId: account.userId.replaceAll('-', ''),
      active: true,
    },
    entities: {
      owns: { id: `${account.userId}/owns`, type: 'collection', href: `${href}/owns` },
      groups: { id: `${account.userId}/groups`, type: 'collection', href: `${href}/groups` },
    },
  };
}
