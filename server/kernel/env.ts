// Reads the settings from the environment; a wrong one is told in one sentence.
import { readFileSync } from 'node:fs';
import { SettingsError } from './settings-error.ts';

/** A provider of OpenID Connect with which people may sign in. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the button calls it. */
  readonly name: string;
}

const SECOND_FACTOR_DUTIES = ['nobody', 'administrators', 'staff', 'everyone'] as const;
/** Who must have a second factor: those named and all before them. */
export type SecondFactorDuty = (typeof SECOND_FACTOR_DUTIES)[number];

export interface Environment {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Undefined: the built-in database in `dataDir`. */
  readonly mongodbUri: string | undefined;
  /** Where uploaded files live: in `dataDir`, or in the database, where all processes find them. */
  readonly filesIn: 'folder' | 'database';
  /** Where the app processes of one community hear of each other; undefined: there is one process. */
  readonly redisUrl: string | undefined;
  /** Where people reach the server, without a slash at the end; undefined: http://localhost:port. */
  readonly publicUrl: string | undefined;
  /** How many reverse proxies stand in front; their X-Forwarded-* headers are believed. */
  readonly trustedProxies: number;
  /** Signs session cookies and projector links; undefined: made once and kept in the database. */
  readonly sessionSecret: string | undefined;
  readonly logLevel: string;
  /** Opens `/metrics` to whoever sends it as a bearer token; undefined: closed. */
  readonly metricsToken: string | undefined;
  /** Below this much free space on the disk of `dataDir` nothing new is stored (bytes). */
  readonly minFreeBytes: number;
  /** Where a ClamAV daemon listens, a socket's path or host:port; undefined: files are not looked through. */
  readonly clamd: string | undefined;
  /** Undefined: people sign in with passwords and links only. */
  readonly oidc: OidcSettings | undefined;
  /** Who must have a second factor. */
  readonly secondFactorDuty: SecondFactorDuty;
  /** How long `/readyz` says no before the server ends. */
  readonly drainSeconds: number;
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const isDuty = (text: string): text is SecondFactorDuty => SECOND_FACTOR_DUTIES.some((duty) => duty === text);

const wholeNumber = (name: string, value: string | undefined, fallback: number, max: number) => {
  if (value === undefined || value === '') return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > max)
    throw new SettingsError(`${name} must be a whole number from 0 to ${String(max)}, but is "${value}".`);
  return number;
};

const secretFrom = (name: string, env: NodeJS.ProcessEnv): string | undefined => {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingsError(`${name}_FILE names a file that cannot be read: ${file}.`);
  }
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const readOidc = (env: NodeJS.ProcessEnv, publicUrl: string | undefined): OidcSettings | undefined => {
  const [issuer, clientId, name] = [env['OIDC_ISSUER'], env['OIDC_CLIENT_ID'], env['OIDC_NAME']];
  const clientSecret = secretFrom('OIDC_CLIENT_SECRET', env);
  if (!issuer && !clientId && !clientSecret && !name) return undefined;
  if (!issuer || !clientId || !clientSecret)
    throw new SettingsError(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all of them, or none.',
    );
  const address = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isSafe =
    address?.protocol === 'https:' || (address?.protocol === 'http:' && loopback.has(address.hostname));
  if (!address || !isSafe || address.username + address.password + address.search + address.hash !== '')
    throw new SettingsError(
      `OIDC_ISSUER must look like https://login.example.org (http only on this machine itself), but is "${issuer}".`,
    );
  // What a request says of its own address must not decide where the provider sends people.
  if (publicUrl === undefined)
    throw new SettingsError('OIDC_ISSUER needs PUBLIC_URL: the provider sends people back to it.');
  return { issuer, clientId, clientSecret, name: name || address.hostname };
};

/** Throws a SettingsError for the first wrong setting. */
export const readEnvironment = (env: NodeJS.ProcessEnv): Environment => {
  const publicUrl = env['PUBLIC_URL']?.replace(/\/+$/, '') || undefined;
  if (publicUrl !== undefined && !/^https?:\/\/[^/\s]+$/.test(publicUrl))
    throw new SettingsError(`PUBLIC_URL must look like https://papers.example.org, but is "${publicUrl}".`);
  const mongodbUri = secretFrom('MONGODB_URI', env);
  if (mongodbUri !== undefined && !/^mongodb(\+srv)?:\/\//.test(mongodbUri))
    throw new SettingsError('MONGODB_URI must begin with mongodb:// or mongodb+srv://.');
  const redisUrl = secretFrom('REDIS_URL', env);
  if (redisUrl !== undefined && !/^rediss?:\/\//.test(redisUrl))
    throw new SettingsError('REDIS_URL must begin with redis:// or rediss://.');
  if (redisUrl !== undefined && mongodbUri === undefined)
    throw new SettingsError(
      'REDIS_URL is for several processes, which cannot share the built-in database: set MONGODB_URI too.',
    );
  const filesIn = env['FILES_IN'] || (redisUrl === undefined ? 'folder' : 'database');
  if (filesIn !== 'folder' && filesIn !== 'database')
    throw new SettingsError(`FILES_IN must be folder or database, but is "${filesIn}".`);
  if (filesIn === 'database' && mongodbUri === undefined)
    throw new SettingsError(
      'FILES_IN=database is for a database server, which several processes share: set MONGODB_URI too.',
    );
  const sessionSecret = secretFrom('SESSION_SECRET', env);
  if (sessionSecret !== undefined && sessionSecret.length < 32)
    throw new SettingsError('SESSION_SECRET must have at least 32 characters.');
  const metricsToken = secretFrom('METRICS_TOKEN', env);
  if (metricsToken !== undefined && metricsToken.length < 16)
    throw new SettingsError('METRICS_TOKEN must have at least 16 characters.');
  const clamd = env['CLAMD'] || undefined;
  if (clamd !== undefined && !/^(\/.+|[^/]+:\d+)$/.test(clamd))
    throw new SettingsError(
      `CLAMD must be a socket like /run/clamav/clamd.ctl or an address like localhost:3310, but is "${clamd}".`,
    );
  const logLevel = env['LOG_LEVEL'] || 'warn';
  if (!levels.includes(logLevel))
    throw new SettingsError(`LOG_LEVEL must be one of ${levels.join(', ')}, but is "${logLevel}".`);
  const secondFactorDuty = env['REQUIRE_SECOND_FACTOR'] || 'nobody';
  if (!isDuty(secondFactorDuty))
    throw new SettingsError(
      `REQUIRE_SECOND_FACTOR must be one of ${SECOND_FACTOR_DUTIES.join(', ')}, but is "${secondFactorDuty}".`,
    );
  const trustedProxies = wholeNumber('TRUSTED_PROXIES', env['TRUSTED_PROXIES'], 0, 10);
  // Secure cookies are only given out where the proxy's word for https is believed: nobody could sign in.
  if (publicUrl?.startsWith('https:') && trustedProxies === 0)
    throw new SettingsError(
      'PUBLIC_URL begins with https, so a reverse proxy stands in front: set TRUSTED_PROXIES to 1, or to how many there are.',
    );
  return {
    port: wholeNumber('PORT', env['PORT'], 3000, 65535),
    dataDir: env['DATA_DIR'] || './data',
    mongodbUri,
    redisUrl,
    filesIn,
    publicUrl,
    trustedProxies,
    sessionSecret,
    logLevel,
    metricsToken,
    oidc: readOidc(env, publicUrl),
    secondFactorDuty,
    minFreeBytes: wholeNumber('MIN_FREE_MB', env['MIN_FREE_MB'], 256, 1_000_000) * 1024 * 1024,
    clamd,
    drainSeconds: wholeNumber('DRAIN_SECONDS', env['DRAIN_SECONDS'], 0, 300),
  };
};
