import { type Config, ConfigError, parseConfig } from '../shared/config/config.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { type EtradeHosts, etradeHosts } from './etrade/hosts.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment of a function says about the world in which it runs. */
export interface CloudSettings {
  readonly projectId: string
  readonly config: Config
  readonly etrade: { readonly hosts: EtradeHosts; readonly environment: 'prod' | 'sandbox' | 'simulator' }
  /** The account that LIVE trades in; asked for by nothing else. */
  liveAccount(): AccountIdKey
}

/** Who may call, and at which address; `anyone` is for a machine that nobody else can reach. */
export type CallerSettings =
  | { readonly callers: 'anyone' }
  | {
      readonly callers: readonly string[]
      readonly functionsUrl: string
      readonly signatureCheckedBy: 'here' | 'platform'
    }

/** Throws `ConfigError`, which names the variable and the key. */
export function readCloudSettings(env: Environment): CloudSettings {
  const config = readConfig(env)
  return {
    projectId: required(
      env,
      'GOOGLE_CLOUD_PROJECT',
      'the id of the project that holds Firestore and the secrets',
    ),
    config,
    etrade: readEtrade(env, config),
    liveAccount: () =>
      required(env, 'OPENBELL_ACCOUNT_ID_KEY', 'LIVE needs the accountIdKey of its account') as AccountIdKey,
  }
}

/** Nobody is admitted unless the variables say so. Throws `ConfigError`. */
export function readCallerSettings(env: Environment): CallerSettings {
  const text = required(env, 'OPENBELL_CALLERS', 'the e-mail addresses of the service accounts that may call')
  const callers = text.split(/[\s,]+/).filter((caller) => caller !== '')
  if (callers.includes('anyone')) {
    if (env['K_SERVICE'] === undefined) return { callers: 'anyone' }
    throw new ConfigError(['OPENBELL_CALLERS: "anyone" is refused in the cloud; name service accounts'])
  }
  const checkedBy = env['OPENBELL_SIGNATURE_CHECKED_BY'] ?? 'here'
  if (checkedBy !== 'here' && checkedBy !== 'platform')
    throw new ConfigError([`OPENBELL_SIGNATURE_CHECKED_BY: allowed are here and platform (was ${checkedBy})`])
  const meaning = 'the address under which the functions are reached, without the name of the function'
  const functionsUrl = required(env, 'OPENBELL_FUNCTIONS_URL', meaning).replace(/\/+$/, '')
  return { callers, functionsUrl, signatureCheckedBy: checkedBy }
}

function readConfig(env: Environment): Config {
  const config = parseConfig(jsonOf('OPENBELL_CONFIG', env['OPENBELL_CONFIG'] ?? '{}'))
  if (config.universe.file === undefined) return config
  throw new ConfigError([
    'universe.file: a function has no files of its own; leave it out in OPENBELL_CONFIG',
  ])
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConfigError([`${name} is not JSON: ${(error as Error).message}`])
  }
}

function readEtrade(env: Environment, { broker: { environment } }: Config): CloudSettings['etrade'] {
  if (environment === 'production') return { hosts: etradeHosts(environment), environment: 'prod' }
  if (environment === 'sandbox') return { hosts: etradeHosts(environment), environment }
  const meaning = 'broker.environment in OPENBELL_CONFIG is "simulator" and needs its address'
  return { hosts: etradeHosts({ simulator: required(env, 'OPENBELL_SIMULATOR_URL', meaning) }), environment }
}

function required(env: Environment, name: string, meaning: string): string {
  const value = env[name]
  if (value !== undefined && value.trim() !== '') return value
  throw new ConfigError([`${name} is not set: ${meaning}`])
}
