import { statSync } from 'node:fs'
import { FileSecrets } from '../../infra/secrets/file-secrets.ts'
import { type BrokerEnvironment, signInCommand } from './broker-environment.ts'
import type { Finding } from './finding.ts'

/** Names that are there; absent where the file can't be used, so that nobody knows. */
export type NamesThere = ReadonlySet<string> | undefined

/** Secrets that are the same for every environment of the broker (spec §13). */
const COMMON = [
  'telegram-bot-token',
  'telegram-webhook-secret',
  'session-signing-key',
  'advisor-api-key',
  'finnhub-api-key',
]

/** What the file of secrets holds, by name alone; what it says is neither printed nor kept. */
export async function checkSecrets(
  file: string,
  environment: BrokerEnvironment,
): Promise<{ readonly finding: Finding; readonly names: NamesThere }> {
  const { shortName } = environment
  const needed = brokerSecrets(shortName)
  try {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode
    const names = await namesIn(file, secretNames(shortName))
    const seen =
      mode === undefined
        ? `there is no ${file}`
        : `${file}, mode ${(mode & 0o777).toString(8).padStart(4, '0')}: ${listed(names)}`
    const missing = needed.filter((secret) => !names.has(secret))
    if (missing.length === 0) return { finding: { check: 'secrets', level: 'ok', seen }, names }
    const remedy = `run "${signInCommand(environment)}", which stores ${missing.join(', ')}`
    return { finding: { check: 'secrets', level: 'warning', seen, remedy }, names }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const remedy = 'until then nothing that is in it can be used'
    return { finding: { check: 'secrets', level: 'FAILED', seen: error.message, remedy }, names: undefined }
  }
}

function secretNames(shortName: BrokerEnvironment['shortName']): readonly string[] {
  return [...new Set(['sandbox', 'prod', shortName])].flatMap(brokerSecrets).concat(COMMON)
}

function brokerSecrets(shortName: string): readonly string[] {
  return [
    `etrade-${shortName}-consumer-key`,
    `etrade-${shortName}-consumer-secret`,
    `etrade-oauth-${shortName}`,
  ]
}

async function namesIn(file: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const secrets = new FileSecrets(file)
  const there = await Promise.all(names.map(async (name) => ((await secrets.read(name)) ? [name] : [])))
  return new Set(there.flat())
}

function listed(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'none of the secrets is there' : [...names].join(', ')
}
