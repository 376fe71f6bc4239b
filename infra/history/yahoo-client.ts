import type { Ticker } from '../../shared/domain/ids.ts'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import type { HostConnection } from '../http/host-connection.ts'
import { askProvider } from '../http/provider-request.ts'
import { YAHOO, type YahooChart, yahooAnswer } from './yahoo-chart.ts'

/** Where the provider answers. */
export const YAHOO_ORIGIN = 'https://query1.finance.yahoo.com'

/** The provider is known to turn away clients that do not name a browser; it documents no rule. */
const HEADERS = { 'User-Agent': 'Mozilla/5.0', Accept: 'application/json' }
const EXCHANGE_ZONE = 'America/New_York'

/** One call of the chart endpoint. */
export interface ChartRequest {
  readonly symbol: Ticker
  readonly interval: '1d' | '1m'
  readonly from: EpochMs
  /** Excluded. */
  readonly to: EpochMs
}

/** Reads charts; `undefined` for a symbol the provider does not have. */
export class YahooClient {
  readonly #connection: Pick<HostConnection, 'exchange'>
  readonly #origin: string
  readonly #onCall: ((call: ProviderCall) => void) | undefined

  constructor(by: {
    readonly connection: Pick<HostConnection, 'exchange'>
    readonly origin?: string
    readonly onCall?: (call: ProviderCall) => void
  }) {
    this.#connection = by.connection
    this.#origin = by.origin ?? YAHOO_ORIGIN
    this.#onCall = by.onCall
  }

  async chart(request: ChartRequest): Promise<YahooChart | undefined> {
    const answer = await askProvider(this.#connection, {
      provider: YAHOO,
      module: 'chart',
      url: chartUrl(this.#origin, request),
      headers: HEADERS,
      schema: yahooAnswer,
      // The endpoint says in a readable body of status 404 or 400 that it has no such bars.
      readableStatuses: [200, 400, 404, 422],
      ...(this.#onCall && { onCall: this.#onCall }),
    })
    const { result, error } = answer.chart
    if (error?.code === 'Not Found') return undefined
    if (error) throw refused(request, `${error.code}: ${error.description}`)
    const chart = result?.[0]
    if (chart) assertAsked(request, chart)
    return chart
  }
}

function chartUrl(origin: string, { symbol, interval, from, to }: ChartRequest): string {
  const seconds = (at: EpochMs) => Math.floor(at / SECOND_MS)
  // Share classes are written with a hyphen there: BRK-B.
  const name = symbol.replace('.', '-')
  const query = `period1=${seconds(from)}&period2=${seconds(to)}&interval=${interval}&events=split&includePrePost=false`
  return `${origin}/v8/finance/chart/${name}?${query}`
}

/** The provider silently answers a coarser interval when it lacks the one asked for. */
function assertAsked(request: ChartRequest, { meta }: YahooChart): void {
  if (meta.exchangeTimezoneName !== EXCHANGE_ZONE)
    throw refused(request, `saw the time zone ${meta.exchangeTimezoneName}, allowed is ${EXCHANGE_ZONE}`)
  if (meta.dataGranularity !== request.interval)
    throw refused(request, `saw bars of ${meta.dataGranularity}, allowed are ${request.interval}`)
}

function refused({ symbol, interval }: ChartRequest, text: string): ProviderError {
  return new ProviderError(YAHOO, { problem: 'refused', text: `${interval} bars of ${symbol}: ${text}` })
}
