import { describe, expect, test } from '@jest/globals'
import { decideEntries } from '../../../shared/cycles/decide-entries.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { confirmSafeMode, enterSafeMode } from '../../../shared/cycles/owner-safe-mode.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { entrySignal } from '../../support/entry-signal.ts'
import { goldenPosition, TQQQ } from '../../support/fixtures.ts'
import { equityRecord, withRisk } from '../../support/risk-view.ts'

const TEN = exchangeInstant(parseExchangeDate('2026-03-03'), 600)
const instruments = [TQQQ, ticker('SOXL')].flatMap((symbol) => findInstrument(symbol) ?? [])

function bench(): CycleBench {
  const made = cycleBench({ now: TEN, instruments })
  made.market.shown = instruments.map(({ symbol }): Quote => {
    const last = money('50.00')
    return {
      symbol,
      status: 'REALTIME',
      time: TEN,
      bid: (last - 100) as Money,
      ask: (last + 100) as Money,
      last,
    }
  })
  return made
}

/** Each decision of a test is a run of its own, also within one minute. */
let calls = 0

/** What becomes of a strong TQQQ signal now, with alerts delivered as a run would. */
async function decide(made: CycleBench) {
  calls += 1
  const tick = await made.tick({ job: 'signal-scan', scheduledAt: made.clock.now(), byHand: `call-${calls}` })
  const quotes = new Map(made.market.shown.map((quote) => [quote.symbol, quote]))
  const entries = await decideEntries(tick, { signals: [entrySignal(TQQQ, TEN)], quotes })
  await tick.commit({ release: true })
  return { entries, tick }
}

const reasons = async (made: CycleBench) => (await made.stored()).risk.safeMode.map(({ reason }) => reason)
const minuteLater = (made: CycleBench) => {
  made.clock.advance(MINUTE_MS)
  return triggerAt(made.clock.now())
}

describe('what the account shows puts safe mode on', () => {
  test('a daily loss at its limit', async () => {
    const made = bench()
    const state = withRisk({})
    await made.leave({ day: { ...state.day, realized: money('-1250') } })
    const { entries } = await decide(made)
    expect(entries).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('safe-mode: daily-loss') },
    ])
    expect(await reasons(made)).toEqual(['daily-loss'])
  })

  test('a drawdown of a tenth', async () => {
    const made = bench()
    const { risk } = withRisk({ equity: equityRecord({ cash: money('25000'), highWater: money('27800') }) })
    await made.leave({ risk })
    await decide(made)
    expect(await reasons(made)).toEqual(['drawdown'])
  })

  test('a short position, and shares that are missing at the broker', async () => {
    const made = bench()
    const soxl = goldenPosition({ symbol: ticker('SOXL') })
    await made.leave({ positions: { SOXL: soxl } })
    made.broker.onHoldings = () => [{ symbol: ticker('AAPL'), quantity: -1, averageCost: money('1') }]
    const { entries } = await decide(made)
    expect(entries).toMatchObject([{ outcome: 'refused' }])
    expect(await reasons(made)).toEqual(['unexpected-short', 'reconciliation-mismatch'])
  })

  test('nothing is tripped on a sound account, and its equity is remembered', async () => {
    const made = bench()
    const { entries } = await decide(made)
    expect(entries).toMatchObject([{ outcome: 'order' }])
    expect((await made.stored()).risk).toMatchObject({
      safeMode: [],
      equity: { startCapital: money('25000') },
    })
  })
})

describe('a monitor watches the equity between two looks at the account, at no call', () => {
  /** One look at 184 TQQQ bought at 47.50 with nothing else but this cash. */
  async function watch(price: string, cash: string, highWater: string) {
    const made = bench()
    const equity = equityRecord({ cash: money(cash), highWater: money(highWater) })
    await made.hold(goldenPosition(), { risk: withRisk({ equity }).risk })
    const last = money(price)
    const [bid, ask] = [last - 100, last + 100] as [Money, Money]
    made.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: TEN, bid, ask, last }]
    await monitor(made.world, minuteLater(made))
    return made
  }

  test.each([
    ['47.00', []],
    ['46.99', ['drawdown']],
  ])('at %s the drawdown from its mark says %j', async (price, tripped) => {
    // 184 × 47.00 + 1,000 = 9,648, which is 10 % below 10,720; a cent less is more than that.
    const made = await watch(price, '1000', '10719.9')
    expect(await reasons(made)).toEqual(tripped)
    expect(made.broker.calls).not.toContain('balance')
  })

  test('an open loss of 5 % of the account is a daily loss', async () => {
    expect(await reasons(await watch('46.75', '1000', '9600'))).toEqual([])
    const made = bench()
    const risk = withRisk({ equity: equityRecord({ cash: money('1000'), highWater: money('9600') }) }).risk
    const { day } = withRisk({})
    await made.hold(goldenPosition(), { risk, day: { ...day, realized: money('-400') } })
    const last = money('46.90')
    const [bid, ask] = [last - 100, last + 100] as [Money, Money]
    made.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: TEN, bid, ask, last }]
    await monitor(made.world, minuteLater(made))
    expect(await reasons(made)).toEqual(['daily-loss'])
  })

  test('an account that was never seen is not guessed at', async () => {
    const made = bench()
    await made.leave({ positions: { TQQQ: goldenPosition() } })
    await monitor(made.world, minuteLater(made))
    expect((await made.stored()).risk.equity).toBeUndefined()
  })
})

test('a daily loss ends with the next session, and the owner hears of both ends once', async () => {
  const made = bench()
  await made.leave({ day: { ...withRisk({}).day, realized: money('-1250') } })
  await decide(made)
  await monitor(made.world, minuteLater(made))
  await monitor(made.world, minuteLater(made))
  expect(await reasons(made)).toEqual(['daily-loss'])
  made.clock.advance(DAY_MS)
  await monitor(made.world, minuteLater(made))
  await monitor(made.world, minuteLater(made))
  expect(await reasons(made)).toEqual([])
  expect(made.headlines()).toEqual(['SAFE MODE ON: daily-loss', 'SAFE MODE OFF'])
})

describe('a run that breaks', () => {
  test('by an error of our own puts safe mode on until three runs were sound', async () => {
    const made = bench()
    made.market.failure = new TypeError('a bug')
    await expect(scan(made.world, triggerAt(TEN, 'signal-scan'))).rejects.toThrow('a bug')
    made.market.failure = undefined
    expect(await reasons(made)).toEqual(['system-error'])
    await monitor(made.world, minuteLater(made))
    await monitor(made.world, minuteLater(made))
    expect(await reasons(made)).toEqual(['system-error'])
    await monitor(made.world, minuteLater(made))
    expect(await reasons(made)).toEqual([])
    expect(made.headlines()).toEqual(['SAFE MODE ON: system-error', 'SAFE MODE OFF'])
  })

  test('by an outage of the broker does not', async () => {
    const made = bench()
    made.market.failure = new BrokerUnreachableError('market/quote', 'no answer')
    await expect(scan(made.world, triggerAt(TEN, 'signal-scan'))).rejects.toThrow(BrokerUnreachableError)
    expect(await reasons(made)).toEqual([])
  })
})

describe('the owner', () => {
  test('stops entries and lets them go on', async () => {
    const made = bench()
    expect(await enterSafeMode(made.world, triggerAt(TEN, 'safe-mode-on'))).toMatchObject({
      status: 'done',
      safeMode: [{ reason: 'manual' }],
    })
    expect((await decide(made)).entries).toMatchObject([
      { reason: expect.stringContaining('safe-mode: manual') },
    ])
    expect(await confirmSafeMode(made.world, triggerAt(TEN, 'safe-mode-confirm'))).toMatchObject({
      safeMode: [],
    })
    expect((await decide(made)).entries).toMatchObject([{ outcome: 'order' }])
  })

  test('confirms a drawdown, which then ends as soon as equity is back at 92 %', async () => {
    const made = bench()
    await made.leave({ risk: withRisk({ equity: equityRecord({ highWater: money('28000') }) }).risk })
    await decide(made)
    await confirmSafeMode(made.world, triggerAt(TEN, 'safe-mode-confirm'))
    expect(await reasons(made)).toEqual(['drawdown'])
    await made.leave({
      risk: { ...(await made.stored()).risk, equity: equityRecord({ highWater: money('27000') }) },
    })
    expect((await decide(made)).entries).toMatchObject([{ outcome: 'order' }])
    expect(await reasons(made)).toEqual([])
  })
})
