import { expect, test } from '@jest/globals'
import { latestRadar } from '../../../../shared/cycles/radar/latest-radar.ts'
import { scanRadar } from '../../../../shared/cycles/radar/scan-radar.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import { BrokerUnreachableError } from '../../../../shared/domain/errors.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { AAPL, catalystEvent, daysWith, NOON, radarQuote } from '../../catalysts/radar-world.ts'

const DIS = ticker('DIS')

function radarBench() {
  const bench = cycleBench({ now: NOON, config: { universe: { catalysts: ['AAPL', 'DIS'] } } })
  bench.market.shown = [radarQuote(AAPL)]
  const days = daysWith(Array.from({ length: 20 }, () => 100))
  const world: World = {
    ...bench.world,
    history: { dailyBars: async () => days, minuteSessions: async () => [] },
    catalystEvents: { upcoming: async () => ({ events: [catalystEvent()], problems: [] }) },
  }
  return { ...bench, world }
}

test('what was seen is kept with its time, and answered', async () => {
  const { world } = radarBench()
  const radar = await scanRadar(world)
  expect(radar).toMatchObject({
    ...{ at: NOON, cards: [{ symbol: AAPL }], unranked: [{ symbol: DIS, code: 'missing-quote' }] },
  })
  expect(await latestRadar(world)).toEqual(radar)
})

test('before the first look nothing is kept', async () => {
  expect(await latestRadar(radarBench().world)).toBeUndefined()
})

test('the next look takes the place of the one before', async () => {
  const { world, clock, market } = radarBench()
  await scanRadar(world)
  clock.advance(MINUTE_MS)
  market.shown = []
  await scanRadar(world)
  expect(await latestRadar(world)).toMatchObject({ at: NOON + MINUTE_MS, cards: [] })
})

test('a broker that shows no quotes leaves the last look, takes no account and alarms nobody', async () => {
  const { world, market, store, headlines } = radarBench()
  await scanRadar(world)
  const before = await store.get('radar/latest')
  market.failure = new BrokerUnreachableError('market/quote', 'no readable answer')
  await expect(scanRadar(world)).rejects.toThrow(BrokerUnreachableError)
  expect(await store.get('radar/latest')).toEqual(before)
  expect(headlines()).toEqual([])
})
