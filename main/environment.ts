import { defaultEndpoint, parseEndpoint } from './auth-api/endpoint.ts';

/** What IONOS's own tools read from the environment; here it is offered, never silently used. */
export interface Environment {
  /** IONOS_TOKEN; stays in main. */
  readonly token: string | null;
  /** The origin of IONOS_API_URL, where it is one. */
  readonly endpoint: string | null;
  /** IONOS_API_URL is set to something that is no endpoint: said, since api.ionos.com is preset. */
  readonly endpointIgnored: boolean;
}

/** Reads the environment and takes the token out of it, so that no child process inherits it. */
export function takeEnvironment(env: NodeJS.ProcessEnv): Environment {
  const token = env['IONOS_TOKEN']?.trim() ?? '';
  delete env['IONOS_TOKEN'];
  delete env['IONOS_PASSWORD'];
  // Chromium would write the keys of every connection to this file.
  delete env['SSLKEYLOGFILE'];
  const url = env['IONOS_API_URL']?.trim() ?? '';
  const origin = url === '' ? defaultEndpoint : readOrigin(url);
  return {
    token: token === '' ? null : token,
    endpoint: origin === defaultEndpoint ? null : origin,
    endpointIgnored: origin === null,
  };
}

/** The origin, or null where it is none that the app goes to. */
function readOrigin(url: string): string | null {
  try {
    return parseEndpoint(url, { loopbackOnly: false });
  } catch {
    return null;
  }
}
