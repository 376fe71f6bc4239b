import type { Config } from '../shared/config/config.ts'
import type { ProviderCall } from '../shared/metrics/call-metrics.ts'
import type { Advisor } from '../shared/ports/advisor.ts'
import type { CatalystEvents } from '../shared/ports/catalyst-events.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Earnings } from '../shared/ports/earnings.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import { readAdvisorSettings } from './advisor/advisor-settings.ts'
import type { LayeredCache } from './cache/layered-cache.ts'
import { CachedEvents } from './catalysts/cached-events.ts'
import { CsvEvents } from './catalysts/csv-events.ts'
import { EarningsEvents } from './catalysts/earnings-events.ts'
import type { EventSource } from './catalysts/event-source.ts'
import { JoinedEvents } from './catalysts/joined-events.ts'
import type { Environment } from './environment.ts'
import { HostConnection } from './http/host-connection.ts'
import { openedOnce } from './lazy/opened-once.ts'

/**
 * Everybody who tells of events that may move a price, the owner's own file first. Throws `MarketDataFileError` for a file that
 * can't be read.
 */
export function composeCatalystEvents(of: {
  readonly config: Config
  readonly cache: LayeredCache
  readonly earningDates: EventSource
  readonly earnings?: Earnings
}): CatalystEvents {
  const { config, cache, earningDates, earnings } = of
  const { eventsFile } = config.catalysts
  return new JoinedEvents([
    ...(eventsFile === undefined ? [] : [CsvEvents.open({ file: eventsFile })]),
    ...(earnings ? [new EarningsEvents({ earnings, source: 'earnings calendar' })] : []),
    new CachedEvents({ source: earningDates, name: 'etrade', cache }),
  ])
}

/** The model that ADVISOR_URL serves; `undefined` where none is wanted. Its code and its key are read by the first question. */
export function composeAdvisor(
  env: Environment,
  of: {
    readonly clock: Clock
    readonly secrets: () => Promise<Secrets>
    readonly count: (call: ProviderCall) => void
  },
): Advisor | undefined {
  const settings = readAdvisorSettings(env)
  if (!settings) return undefined
  const opened = openedOnce(async () => {
    const [{ ChatAdvisor }, key] = await Promise.all([
      import('./advisor/chat-advisor.ts'),
      of.secrets().then((secrets) => secrets.read('advisor-api-key')),
    ])
    const connection = new HostConnection(new URL(settings.url).origin)
    return new ChatAdvisor({
      ...{ connection, clock: of.clock, onCall: of.count, url: settings.url, model: settings.model },
      ...(key && { key }),
    })
  })
  return { plan: async (facts) => (await opened()).plan(facts) }
}
