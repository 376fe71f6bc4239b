import { describe, expect, test } from '@jest/globals'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { renew } from '../../../shared/cycles/renew.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import { BrokerUnauthorizedError } from '../../../shared/domain/errors.ts'
import { money } from '../../../shared/domain/money.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { DAY_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'

const instruments = [findInstrument(TQQQ)].flatMap((instrument) => instrument ?? [])

function bench(clockAheadMs: number | undefined): CycleBench {
  const made = cycleBench({ instruments })
  const [bid, last, ask] = [money('49.99'), money('50.00'), money('50.01')]
  made.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: NINE_THIRTY_SIX, bid, ask, last }]
  made.session.clockAheadMs = clockAheadMs
  return made
}

async function isRefusedForClock(made: CycleBench): Promise<boolean> {
  const done = await scan(made.world, triggerAt(made.clock.now(), 'signal-scan'))
  const [judged] = 'best' in done ? done.best : []
  if (!judged) throw new Error('TQQQ was not judged')
  return judged.refusals.some((refusal) => refusal.startsWith('clock'))
}

const reasons = async (made: CycleBench) => (await made.stored()).risk.safeMode.map(({ reason }) => reason)

async function lookAgain(made: CycleBench, laterMs = MINUTE_MS): Promise<void> {
  made.clock.advance(laterMs)
  await monitor(made.world, triggerAt(made.clock.now()))
}

describe('a scan', () => {
  test.each([
    [119_999, false],
    [120_000, false],
    [120_001, true],
    [-120_000, false],
    [-120_001, true],
  ])('with the broker %d ms ahead refuses entries: %s', async (aheadMs, refused) => {
    expect(await isRefusedForClock(bench(aheadMs))).toBe(refused)
  })

  test('refuses entries when the broker accepted calls and never told its time', async () => {
    expect(await isRefusedForClock(bench(undefined))).toBe(true)
  })

  test('distrusts nothing before the first call', async () => {
    const made = bench(undefined)
    made.session.current = { issuedAt: NINE_THIRTY_SIX, lastUsedAt: undefined }
    expect(await isRefusedForClock(made)).toBe(false)
  })
})

describe('safe mode', () => {
  test.each([
    [119_999, []],
    [120_000, []],
    [120_001, ['clock-skew']],
  ])('after a run with the broker %d ms ahead is on for %j', async (aheadMs, expected) => {
    const made = bench(aheadMs)
    await monitor(made.world, triggerAt(NINE_THIRTY_SIX))
    expect(await reasons(made)).toEqual(expected)
  })

  test('is told once, holds as long as the clocks differ, and ends after three sound runs', async () => {
    const made = bench(-130_500)
    for (let run = 1; run <= 5; run += 1) await lookAgain(made)
    expect(made.headlines()).toEqual(['SAFE MODE ON: clock-skew'])
    expect(made.notifier.delivered[0]?.text).toContain("The broker's clock is 130.5 s behind ours")
    made.session.clockAheadMs = 0
    await lookAgain(made)
    await lookAgain(made)
    expect(await reasons(made)).toEqual(['clock-skew'])
    await lookAgain(made)
    expect(made.headlines()).toEqual(['SAFE MODE ON: clock-skew', 'SAFE MODE OFF'])
  })

  test('comes on also when the broker refused the run for its time', async () => {
    const made = bench(undefined)
    made.session.current = { issuedAt: NINE_THIRTY_SIX, lastUsedAt: NINE_THIRTY_SIX }
    made.session.onVerify = () => {
      made.session.clockAheadMs = 400_000
      throw new BrokerUnauthorizedError('accounts/list', 'timestamp_refused')
    }
    made.clock.advance(90 * MINUTE_MS)
    await renew(made.world, triggerAt(made.clock.now(), 'token-renewal'))
    expect(await reasons(made)).toEqual(['clock-skew'])
  })
})

test('a small difference is told once a day', async () => {
  const made = bench(2_001)
  await lookAgain(made)
  await lookAgain(made)
  expect(made.headlines()).toEqual(["CLOCK DIFFERS FROM THE BROKER'S"])
  await lookAgain(made, DAY_MS)
  await lookAgain(made)
  expect(made.headlines()).toHaveLength(2)
})

test('2 s are not worth a word', async () => {
  const made = bench(2_000)
  await lookAgain(made)
  expect(made.headlines()).toEqual([])
})
