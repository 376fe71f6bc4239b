import { describe, expect, test } from '@jest/globals'
import { YahooClient } from '../../../infra/history/yahoo-client.ts'
import { YahooHistory } from '../../../infra/history/yahoo-history.ts'
import { type HttpAnswer, HttpSilenceError } from '../../../infra/http/host-connection.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { ProviderCall } from '../../../shared/metrics/call-metrics.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { HISTORY_DAYS, historyContract, KNOWN } from '../../contract/history-contract.ts'
import { HandClock } from '../../support/hand-clock.ts'
import {
  chartAnswer,
  chartHost,
  flatRow,
  ProgrammedHost,
  seconds,
  type WireChart,
  type WireRow,
} from '../../support/yahoo-answers.ts'

const MARCH_5 = parseExchangeDate('2026-03-05')
const MARCH_6 = parseExchangeDate('2026-03-06')
const MARCH_9 = parseExchangeDate('2026-03-09')
const MARCH_11 = parseExchangeDate('2026-03-11')
const NONE: WireChart = { rows: [] }

const daily: WireChart = {
  rows: HISTORY_DAYS.map(({ date, price }) => flatRow(seconds(date), price, 39_000)),
}
const minute: WireChart = {
  rows: HISTORY_DAYS.flatMap(({ date, price }) =>
    Array.from({ length: 390 }, (_, index) => flatRow(seconds(date, 570 + index), price)),
  ),
}

function historyOn(host: Pick<ProgrammedHost, 'exchange'>, onCall?: (call: ProviderCall) => void) {
  const client = new YahooClient({
    connection: host,
    origin: 'https://chart.test',
    ...(onCall && { onCall }),
  })
  return new YahooHistory({ client, clock: new HandClock(exchangeInstant(MARCH_11, 9 * 60)) })
}

function dailyOf(rows: readonly WireRow[], splits: NonNullable<WireChart['splits']> = []) {
  return historyOn(chartHost({ TQQQ: { daily: { rows, splits }, minute: NONE } }))
}

function answering(answer: HttpAnswer) {
  return historyOn(new ProgrammedHost(() => answer))
}

historyContract('the Yahoo chart endpoint', async () => historyOn(chartHost({ TQQQ: { daily, minute } })))

describe('rows', () => {
  const good = flatRow(seconds(MARCH_6), 21)

  test('with a missing number are left out, never filled', async () => {
    for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
      const bars = await dailyOf([{ ...flatRow(seconds(MARCH_5), 20), [name]: null }, good]).dailyBars(
        KNOWN,
        {
          before: MARCH_11,
          count: 9,
        },
      )
      expect(bars.map(({ date }) => date)).toEqual([MARCH_6])
    }
  })

  test('whose low is above their close are left out', async () => {
    const wrong = { ...flatRow(seconds(MARCH_5), 20), low: 20.5, high: 21 }
    expect(await dailyOf([wrong, good]).dailyBars(KNOWN, { before: MARCH_11, count: 9 })).toHaveLength(1)
  })

  test('lose the noise of 32-bit floats', async () => {
    const noisy = flatRow(seconds(MARCH_6), Math.fround(12.01))
    const [bar] = await dailyOf([noisy]).dailyBars(KNOWN, { before: MARCH_11, count: 9 })
    expect(bar?.close).toBe(12.01)
  })

  test('that repeat a date are one bar, the later row', async () => {
    const again = flatRow(seconds(MARCH_6, 960), 21.5)
    const bars = await dailyOf([good, again]).dailyBars(KNOWN, { before: MARCH_11, count: 9 })
    expect(bars.map(({ close }) => close)).toEqual([21.5])
  })
})

describe('a split', () => {
  const rows = [flatRow(seconds(MARCH_5), 10, 400), flatRow(seconds(MARCH_9), 11, 400)]
  const split = [{ seconds: seconds(MARCH_9), numerator: 4, denominator: 1 }]

  test('after the date is taken back, prices and shares', async () => {
    const [bar] = await dailyOf(rows, split).dailyBars(KNOWN, { before: MARCH_6, count: 9 })
    expect(bar).toEqual({ date: MARCH_5, open: 40, high: 40, low: 40, close: 40, volume: 100 })
  })

  test('on the date or before it stays, because that day trades in new shares', async () => {
    const history = dailyOf(rows, split)
    expect((await history.dailyBars(KNOWN, { before: MARCH_9, count: 9 })).map(({ close }) => close)).toEqual(
      [10],
    )
    expect(
      (await history.dailyBars(KNOWN, { before: MARCH_11, count: 9 })).map(({ close }) => close),
    ).toEqual([10, 11])
  })

  test('is taken back in minute bars too', async () => {
    const history = historyOn(chartHost({ TQQQ: { daily: NONE, minute: { ...minute, splits: split } } }))
    const [session] = await history.minuteSessions(KNOWN, { before: MARCH_6, sessions: 1 })
    expect(session?.bars[0]).toMatchObject({ open: 80, volume: 25 })
  })
})

describe('minute bars', () => {
  test('of half a session are none, it would pass for a quiet one', async () => {
    const half = { rows: minute.rows.filter((row) => row.seconds < seconds(MARCH_6, 720)) }
    const history = historyOn(chartHost({ TQQQ: { daily: NONE, minute: half } }))
    const sessions = await history.minuteSessions(KNOWN, { before: MARCH_9, sessions: 9 })
    expect(sessions.map(({ date }) => date)).toEqual([MARCH_5])
  })

  test('leave out the running minute', async () => {
    const running = { rows: [...minute.rows, flatRow(seconds(MARCH_6, 700) + 17, 99)] }
    const history = historyOn(chartHost({ TQQQ: { daily: NONE, minute: running } }))
    const [session] = await history.minuteSessions(KNOWN, { before: MARCH_9, sessions: 1 })
    expect(session?.bars.every(({ close }) => close === 21)).toBe(true)
  })

  test('are asked for in spans of a week and never beyond 29 days', async () => {
    const host = chartHost({ TQQQ: { daily: NONE, minute } })
    await historyOn(host).minuteSessions(KNOWN, { before: MARCH_11, sessions: 99 })
    const spans = host.asked.map(({ searchParams }) => [
      Number(searchParams.get('period1')),
      Number(searchParams.get('period2')),
    ])
    expect(spans).toHaveLength(5)
    for (const [from, to] of spans) expect(to! - from!).toBeLessThanOrEqual(8 * 86_400)
    expect(spans.at(-1)?.[0]).toBe(seconds(parseExchangeDate('2026-02-10'), 0))
  })
})

describe('an answer that is none', () => {
  const ask = (history: YahooHistory) => history.dailyBars(KNOWN, { before: MARCH_11, count: 5 })

  test.each([
    ['a limit', { status: 429, text: 'Too Many Requests\r\n' }, 'rate-limited', 'yahoo: it limits our calls'],
    ['a failure', { status: 503, text: '<html></html>' }, 'unreachable', 'HTTP 503'],
    ['a closed door', { status: 401, text: '{}' }, 'refused', 'HTTP 401'],
    ['a page', { status: 200, text: '<html></html>' }, 'unreadable', 'HTTP 200, body'],
    [
      'another shape',
      { status: 200, text: '{"chart":{"result":7,"error":null}}' },
      'unreadable',
      'chart.result',
    ],
    [
      'an error in words',
      {
        status: 422,
        text: '{"chart":{"result":null,"error":{"code":"Unprocessable","description":"too far"}}}',
      },
      'refused',
      '1d bars of TQQQ: Unprocessable: too far',
    ],
  ])('%s is an error that says so', async (_, answer, problem, words) => {
    await expect(ask(answering(answer))).rejects.toMatchObject({
      name: 'ProviderError',
      problem,
      message: expect.stringContaining(words),
    })
  })

  test('of another time zone is refused', async () => {
    const answer = chartAnswer({ ...daily, zone: 'Europe/Berlin' }, '1d')
    await expect(ask(answering(answer))).rejects.toThrow('saw the time zone Europe/Berlin')
  })

  test('of coarser bars than asked for is refused', async () => {
    await expect(ask(answering(chartAnswer(daily, '1mo')))).rejects.toThrow('saw bars of 1mo, allowed are 1d')
  })

  test('when the connection breaks, the word of the system is kept', async () => {
    const exchange = async () => {
      throw new HttpSilenceError('the connection failed: ECONNRESET')
    }
    await expect(ask(historyOn({ exchange }))).rejects.toThrow(
      'yahoo: no answer: the connection failed: ECONNRESET',
    )
  })
})

test('every exchange is told to the counters with its outcome', async () => {
  const calls: ProviderCall[] = []
  const host = chartHost({ TQQQ: { daily, minute: NONE } })
  await historyOn(host, (call) => calls.push(call)).dailyBars(KNOWN, { before: MARCH_11, count: 5 })
  const limited = new ProgrammedHost(() => ({ status: 429, text: '' }))
  const history = historyOn(limited, (call) => calls.push(call))
  await expect(history.dailyBars(KNOWN, { before: MARCH_11, count: 5 })).rejects.toThrow('429')
  expect(calls).toMatchObject([
    { provider: 'yahoo', module: 'chart', ok: true },
    { provider: 'yahoo', module: 'chart', ok: false },
  ])
})

test('share classes are written with a hyphen', async () => {
  const host = chartHost({})
  await historyOn(host).dailyBars(ticker('BRK.B'), { before: MARCH_11, count: 5 })
  expect(host.asked[0]?.pathname).toBe('/v8/finance/chart/BRK-B')
})
