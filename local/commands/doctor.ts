import { resolve } from 'node:path'
import { etradeHosts } from '../../infra/etrade/hosts.ts'
import { type BrokerEnvironment, brokerEnvironment } from '../doctor/broker-environment.ts'
import { checkBroker } from '../doctor/check-broker.ts'
import { checkClock } from '../doctor/check-clock.ts'
import { checkConfig } from '../doctor/check-config.ts'
import { checkSecrets } from '../doctor/check-secrets.ts'
import { checkStore } from '../doctor/check-store.ts'
import { checkTelegram } from '../doctor/check-telegram.ts'
import type { Finding } from '../doctor/finding.ts'
import { UsageError } from '../failure.ts'

interface DoctorOptions {
  readonly config?: string
  readonly clockUrl?: string
  readonly store: string
  readonly firestore?: string
  readonly secrets: string
  readonly environment?: BrokerEnvironment['name']
  readonly url?: string
  readonly json: boolean
}

/** `openbell doctor`: looks at everything a run needs and says of each what was seen and what to do. */
export async function doctor(options: DoctorOptions): Promise<void> {
  const findings = await examine(options)
  const works = findings.every(({ level }) => level !== 'FAILED')
  const text = options.json ? `${JSON.stringify({ works, findings })}\n` : findings.map(line).join('')
  // A Firestore that does not answer would keep the process for ten minutes more.
  process.stdout.write(text, () => process.exit(works ? 0 : 1))
}

async function examine(options: DoctorOptions): Promise<readonly Finding[]> {
  const { finding, config } = checkConfig(options.config)
  const name = options.environment ?? config?.broker.environment ?? 'sandbox'
  const environment = brokerEnvironment(name, options.url)
  const secretsFile = resolve(options.secrets)
  const clock = await checkClock(clockUrl(options.clockUrl, environment))
  const store = await checkStore({ folder: options.store, firestoreProject: options.firestore })
  const secrets = await checkSecrets(secretsFile, environment)
  const broker = await checkBroker(environment, { secretsFile, names: secrets.names })
  return [finding, clock, store, secrets.finding, broker, await checkTelegram(secrets.names, secretsFile)]
}

/** The broker's own clock is the one that counts. */
function clockUrl(given: string | undefined, { hosts }: BrokerEnvironment): string {
  const url = given ?? (hosts ?? etradeHosts('production')).data
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw new UsageError(
    `--clock-url: was "${url}"; allowed is an address that begins with http:// or https://`,
  )
}

function line({ check, level, seen, remedy }: Finding): string {
  return `${level.padEnd(8)} ${check.padEnd(9)} ${seen}${remedy === undefined ? '' : `; ${remedy}`}\n`
}
