import { describe, expect, test } from '@jest/globals'
import { composeCloud } from '../../infra/compose-cloud.ts'
import { StructuredLog } from '../../infra/log/structured-log.ts'
import { MemorySecrets } from '../../infra/secrets/memory-secrets.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { ConfigError } from '../../shared/config/config-error.ts'
import { renew } from '../../shared/cycles/renew.ts'
import { watchdog } from '../../shared/cycles/watchdog.ts'
import { BrokerUnauthorizedError, BrokerUnreachableError } from '../../shared/domain/errors.ts'
import { ticker } from '../../shared/domain/ids.ts'
import { Secret, SecretsUnavailableError } from '../../shared/ports/secrets.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../support/fixtures.ts'
import { HandClock } from '../support/hand-clock.ts'

const SATURDAY = Date.parse('2026-03-07T17:00:00Z') as EpochMs

const ENV = {
  GOOGLE_CLOUD_PROJECT: 'demo-project',
  OPENBELL_CONFIG: '{"broker":{"environment":"sandbox"}}',
  OPENBELL_CALLERS: 'scheduler@demo-project.iam.gserviceaccount.com',
  OPENBELL_FUNCTIONS_URL: 'https://us-east4-demo-project.cloudfunctions.net/',
}

/** The cloud with services in memory; `opened` tells which of them were opened. */
function cloud(
  options: { now?: EpochMs; env?: Record<string, string | undefined>; secrets?: MemorySecrets } = {},
) {
  const clock = new HandClock(options.now ?? NINE_THIRTY_SIX)
  const secrets = options.secrets ?? new MemorySecrets()
  const opened: string[] = []
  const lines: object[] = []
  const parts = composeCloud(
    { ...ENV, ...options.env },
    {
      clock,
      log: new StructuredLog({ output: { write: (line) => void lines.push(JSON.parse(line)) } }),
      openStore: async ({ projectId }) => {
        opened.push(`store of ${projectId}`)
        return new MemoryStore({ clock })
      },
      openSecrets: async ({ projectId }) => {
        opened.push(`secrets of ${projectId}`)
        return secrets
      },
    },
  )
  return { parts, opened, lines, secrets, clock }
}

describe('what is opened', () => {
  test('nothing by a tick outside the session', async () => {
    const { parts, opened } = cloud({ now: SATURDAY })
    const answer = await watchdog(await parts.compose(), { job: 'watchdog', scheduledAt: SATURDAY })
    expect(answer).toEqual({ status: 'skipped', reason: 'market-closed: weekend' })
    expect(opened).toEqual([])
  })

  test('what a run needs, once for all runs', async () => {
    const { parts, opened, lines, secrets, clock } = cloud()
    await secrets.write('etrade-sandbox-consumer-key', new Secret('your-consumer-key'))
    await secrets.write('etrade-sandbox-consumer-secret', new Secret('your-consumer-secret'))
    for (const minute of [0, 1]) {
      const scheduledAt = (NINE_THIRTY_SIX + minute * 60_000) as EpochMs
      clock.moveTo(scheduledAt)
      const answer = await renew(await parts.compose(), { job: 'token-renewal', scheduledAt })
      expect(answer).toMatchObject({ status: 'done', token: 'NOT_FOUND' })
    }
    expect(opened).toEqual(['store of demo-project', 'secrets of demo-project'])
    expect(await parts.compose()).toBe(await parts.compose())
    expect(lines).toEqual([expect.objectContaining({ alert: expect.objectContaining({ type: 'TOKEN' }) })])
  })
})

describe('without the keys of the broker', () => {
  const ask = async ({ compose }: ReturnType<typeof cloud>['parts']) =>
    (await compose()).marketData.quotes([ticker('TQQQ')])

  test('quotes fail as the port says, with what to do, until the keys are there', async () => {
    const { parts } = cloud()
    await expect(ask(parts)).rejects.toThrow(BrokerUnauthorizedError)
    await expect(ask(parts)).rejects.toThrow(/secret etrade-sandbox-consumer-key is missing; store it/)
  })

  test('secrets that can’t be read are an outage of the broker', async () => {
    const secrets = new MemorySecrets()
    secrets.read = () => Promise.reject(new SecretsUnavailableError('Secret Manager did not answer'))
    await expect(ask(cloud({ secrets }).parts)).rejects.toThrow(BrokerUnreachableError)
  })
})

describe('news', () => {
  const OPENBELL_CONFIG = '{"broker":{"environment":"sandbox"},"news":{"provider":"finnhub"}}'
  const span = { from: SATURDAY, to: SATURDAY }

  test('are unknown unless a provider is named', async () => {
    expect(await cloud().parts.compose()).not.toHaveProperty('news')
    expect(await cloud().parts.compose()).not.toHaveProperty('earnings')
  })

  test('without the key the provider refuses, with what to do', async () => {
    const { news } = await cloud({ env: { OPENBELL_CONFIG } }).parts.compose()
    await expect(news?.items('AAPL', span)).rejects.toThrow(
      'finnhub: it refused: secret finnhub-api-key is missing; store it, or set news.provider to "none"',
    )
  })

  test('secrets that can’t be read are an outage of the provider', async () => {
    const secrets = new MemorySecrets()
    secrets.read = () => Promise.reject(new SecretsUnavailableError('Secret Manager did not answer'))
    const { earnings } = await cloud({ env: { OPENBELL_CONFIG }, secrets }).parts.compose()
    const day = parseExchangeDate('2026-03-03')
    await expect(earnings?.announcements('AAPL', { from: day, to: day })).rejects.toMatchObject({
      problem: 'unreachable',
    })
  })
})

describe('settings that are refused, by name', () => {
  test.each([
    [{ OPENBELL_CONFIG: '{"mode":' }, /OPENBELL_CONFIG is not JSON/],
    [{ OPENBELL_CONFIG: '{"risk":{"cashReserve":20}}' }, /risk\.cashReserve: unknown key/],
    [{ OPENBELL_CONFIG: undefined }, /OPENBELL_SIMULATOR_URL is not set/],
    [{ OPENBELL_CONFIG: '{"universe":{"file":"mine.csv"}}' }, /universe\.file/],
    [{ GOOGLE_CLOUD_PROJECT: ' ' }, /GOOGLE_CLOUD_PROJECT is not set/],
    [
      { OPENBELL_CONFIG: '{"mode":"LIVE"}', OPENBELL_SIMULATOR_URL: 'http://127.0.0.1:1' },
      /OPENBELL_ACCOUNT_ID_KEY is not set/,
    ],
  ])('%j', async (env, message) => {
    const { parts } = cloud({ env })
    await expect(parts.compose()).rejects.toThrow(ConfigError)
    await expect(parts.compose()).rejects.toThrow(message)
  })

  test.each([
    [{ OPENBELL_CALLERS: undefined }, /OPENBELL_CALLERS is not set/],
    [{ OPENBELL_CALLERS: 'anyone', K_SERVICE: 'signal-scan' }, /"anyone" is refused in the cloud/],
    [{ OPENBELL_FUNCTIONS_URL: undefined }, /OPENBELL_FUNCTIONS_URL is not set/],
    [{ OPENBELL_SIGNATURE_CHECKED_BY: 'nobody' }, /allowed are here and platform \(was nobody\)/],
  ])('callers: %j', (env, message) => {
    const { parts } = cloud({ env })
    expect(() => parts.callerCheck('watchdog')).toThrow(ConfigError)
    expect(() => parts.callerCheck('watchdog')).toThrow(message)
  })
})

describe('callers', () => {
  test('each function wants a token for its own address', async () => {
    const { parts } = cloud()
    expect(await parts.callerCheck('watchdog').verify(undefined)).toMatchObject({
      ok: false,
      refused: 'missing',
      reason: expect.stringContaining('https://us-east4-demo-project.cloudfunctions.net/watchdog'),
    })
    expect(parts.callerCheck('watchdog')).toBe(parts.callerCheck('watchdog'))
    expect(parts.callerCheck('watchdog')).not.toBe(parts.callerCheck('signal-scan'))
  })

  test('anyone may call a machine of one’s own that says so', async () => {
    const { parts } = cloud({ env: { OPENBELL_CALLERS: 'anyone' } })
    expect(await parts.callerCheck('watchdog').verify(undefined)).toEqual({ ok: true })
  })
})
