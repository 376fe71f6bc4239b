import { type Config, parseConfig } from '../shared/config/config.ts'
import { ConfigError } from '../shared/config/config-error.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { type Environment, required } from './environment.ts'
import { type EtradeHosts, etradeHosts } from './etrade/hosts.ts'

/** What the environment of a function says about the world in which it runs. */
export interface CloudSettings {
  readonly projectId: string
  readonly config: Config
  readonly etrade: { readonly hosts: EtradeHosts; readonly environment: 'prod' | 'sandbox' | 'simulator' }
  /** The account that LIVE trades in; asked for by nothing else. */
  liveAccount(): AccountIdKey
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
