import type { HttpAnswer, HttpRequest } from '../../infra/http/host-connection.ts'
import { exchangeInstant } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

type Cell = number | null

/** One row of an answer; a missing number is null on the wire. */
export interface WireRow {
  readonly seconds: number
  readonly open: Cell
  readonly high: Cell
  readonly low: Cell
  readonly close: Cell
  readonly volume: Cell
}

export interface WireChart {
  readonly rows: readonly WireRow[]
  readonly splits?: readonly {
    readonly seconds: number
    readonly numerator: number
    readonly denominator: number
  }[]
  readonly zone?: string
}

/** The moment of a New York minute as the wire writes it. */
export function seconds(date: ExchangeDate, minute = 570): number {
  return exchangeInstant(date, minute) / 1_000
}

export function flatRow(at: number, price: number, volume = 100): WireRow {
  return { seconds: at, open: price, high: price, low: price, close: price, volume }
}

/** A chart in the shape the endpoint sends, made of invented numbers. */
export function chartAnswer(
  { rows, splits = [], zone = 'America/New_York' }: WireChart,
  interval: string,
): HttpAnswer {
  const events = {
    splits: Object.fromEntries(
      splits.map(({ seconds: date, numerator, denominator }) => [
        date,
        { date, numerator, denominator, splitRatio: `${numerator}:${denominator}` },
      ]),
    ),
  }
  const column = (name: keyof WireRow) => rows.map((row) => row[name])
  const quote = Object.fromEntries(
    (['open', 'high', 'low', 'close', 'volume'] as const).map((name) => [name, column(name)]),
  )
  const result = {
    meta: { currency: 'USD', symbol: 'TQQQ', exchangeTimezoneName: zone, dataGranularity: interval },
    ...(rows.length > 0 && { timestamp: column('seconds') }),
    ...(splits.length > 0 && { events }),
    indicators: { quote: [rows.length > 0 ? quote : {}] },
  }
  return { status: 200, text: JSON.stringify({ chart: { result: [result], error: null } }) }
}

/** Answers in place of a host and keeps what was asked. */
export class ProgrammedHost {
  readonly asked: URL[] = []
  readonly headers: HttpRequest['headers'][] = []
  readonly #answer: (url: URL) => HttpAnswer

  constructor(answer: (url: URL) => HttpAnswer) {
    this.#answer = answer
  }

  async exchange({ url, headers }: HttpRequest): Promise<HttpAnswer> {
    this.asked.push(new URL(url))
    this.headers.push(headers)
    return this.#answer(new URL(url))
  }
}

/** A host that knows these rows and sends the ones asked for, as the endpoint does. */
export function chartHost(
  charts: Readonly<Record<string, { readonly daily: WireChart; readonly minute: WireChart }>>,
) {
  return new ProgrammedHost((url) => {
    const interval = url.searchParams.get('interval') as '1d' | '1m'
    const chart = charts[url.pathname.split('/').at(-1) ?? '']
    if (!chart) return NO_SUCH_SYMBOL
    const wanted = interval === '1d' ? chart.daily : chart.minute
    const [from, to] = [Number(url.searchParams.get('period1')), Number(url.searchParams.get('period2'))]
    const within = <T extends { readonly seconds: number }>(items: readonly T[]) =>
      items.filter((item) => item.seconds >= from && item.seconds < to)
    return chartAnswer(
      { ...wanted, rows: within(wanted.rows), splits: within(wanted.splits ?? []) },
      interval,
    )
  })
}

const NO_SUCH_SYMBOL: HttpAnswer = {
  status: 404,
  text: JSON.stringify({
    chart: {
      result: null,
      error: { code: 'Not Found', description: 'No data found, symbol may be delisted' },
    },
  }),
}
