import { expect, test } from '@jest/globals'
import { scan } from '../../../shared/cycles/scan.ts'
import { money } from '../../../shared/domain/money.ts'
import type { TradingState } from '../../../shared/state/trading-state.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const TEN = exchangeInstant(DATE, 600)
const instrument = findInstrument(TQQQ)
if (!instrument) throw new Error('the registry knows TQQQ')
const instruments = [instrument]

function benchAt(now: EpochMs): CycleBench {
  const bench = cycleBench({ now, instruments })
  const [bid, last, ask] = [money('49.99'), money('50.00'), money('50.01')]
  bench.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: now, bid, ask, last }]
  return bench
}

/** The codes that a scan refuses TQQQ with. */
async function refusals(bench: CycleBench): Promise<readonly string[]> {
  const done = await scan(bench.world, triggerAt(bench.clock.now(), 'signal-scan'))
  const [judged] = 'best' in done ? done.best : []
  if (!judged) throw new Error('TQQQ was not judged')
  return judged.refusals.map((refusal) => refusal.split(':')[0] ?? '')
}

test('a scan with an active token does not refuse for it', async () => {
  expect(await refusals(benchAt(TEN))).not.toContain('token')
})

test.each([
  ['no token at all', undefined],
  ['a token of yesterday', exchangeInstant(parseExchangeDate('2026-03-02'), 600)],
])('with %s no symbol may be entered', async (_, issuedAt) => {
  const bench = benchAt(TEN)
  bench.session.current = issuedAt === undefined ? undefined : { issuedAt, lastUsedAt: TEN }
  expect(await refusals(bench)).toContain('token')
})

const ago = (minutes: number, milliseconds = 0) => (TEN - minutes * MINUTE_MS - milliseconds) as EpochMs

test.each<[string, TradingState['symbols'][string], readonly string[]]>([
  ['two entries', { entries: 2 }, ['entries-today']],
  ['one entry', { entries: 1 }, []],
  ['an exit almost 30 minutes ago', { entries: 1, lastExitAt: ago(30, -1) }, ['cooldown']],
  ['an exit 30 minutes ago', { entries: 1, lastExitAt: ago(30) }, []],
  [
    'a stop-out almost an hour ago',
    { entries: 1, lastExitAt: ago(60, -1), lastStopOutAt: ago(60, -1) },
    ['stop-cooldown'],
  ],
  ['a stop-out an hour ago', { entries: 1, lastExitAt: ago(60), lastStopOutAt: ago(60) }, []],
])('a scan knows of %s in the symbol today', async (_, symbolDay, expected) => {
  const bench = benchAt(TEN)
  await bench.leave({ symbols: { [TQQQ]: symbolDay } })
  const memory = ['entries-today', 'cooldown', 'stop-cooldown']
  expect((await refusals(bench)).filter((code) => memory.includes(code))).toEqual(expected)
})

test.each([
  [929, false],
  [930, true],
])('at minute %d of the day the cut-off refuses: %s', async (minute, refused) => {
  expect((await refusals(benchAt(exchangeInstant(DATE, minute)))).includes('entry-cutoff')).toBe(refused)
})

test.each([
  [584, true],
  [585, false],
])('at minute %d of the day the opening refuses: %s', async (minute, refused) => {
  expect((await refusals(benchAt(exchangeInstant(DATE, minute)))).includes('opening-guard')).toBe(refused)
})
