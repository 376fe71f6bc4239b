import { describe, expect, test } from '@jest/globals'
import type { Config } from '../../../../shared/config/config.ts'
import type { SafeModeReason } from '../../../../shared/state/risk-state.ts'
import { NO_RISK_HISTORY } from '../../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { goldenPosition } from '../../../support/fixtures.ts'
import { ask, linesOf } from './ask.ts'
import { at, DATE } from './traded-day.ts'

const SATURDAY = parseExchangeDate('2026-03-07')

async function withSafeMode(...reasons: readonly SafeModeReason[]): Promise<CycleBench> {
  const bench = cycleBench({ now: at(600) })
  const trips = reasons.map((reason) => ({
    ...{ reason, detail: 'seen', at: at(590), date: DATE },
    ...{ healthyCycles: 0, ownerConfirmed: false },
  }))
  await bench.leave({ risk: { ...NO_RISK_HISTORY, safeMode: trips } })
  return bench
}

/** Real money, which the owner has not armed yet. */
function unarmed(bench: CycleBench): Config {
  const { config } = bench.world
  return { ...config, mode: 'LIVE', broker: { ...config.broker, environment: 'production' } }
}

const commands = async (bench: CycleBench, config = bench.world.config) => {
  const { buttons = [] } = await ask(bench, ['status'], { ...bench.world, config })
  return buttons.map((button) => ('command' in button ? button.command : button.url))
}

describe('the headline tells the gravest', () => {
  test.each([
    [[], 'RUNNING, DEMO'],
    [['daily-loss'], 'SAFE MODE, DEMO'],
    [['daily-loss', 'paused'], 'PAUSED, DEMO'],
    [['paused', 'killed'], 'KILLED, DEMO'],
  ] as const)('%j: %s', async (reasons, headline) => {
    expect((await linesOf(await withSafeMode(...reasons), ['status']))[0]).toBe(headline)
  })

  test('a closed market', async () => {
    const bench = cycleBench({ now: at(600, SATURDAY) })
    const [headline, session] = await linesOf(bench, ['status'])
    expect(headline).toBe('MARKET CLOSED, DEMO')
    expect(session).toBe('Session closed (weekend), opens 2026-03-09 09:30 ET')
  })

  test('before the open, it opens today', async () => {
    const [, session] = await linesOf(cycleBench({ now: at(480) }), ['status'])
    expect(session).toBe('Session closed (before the open), opens 09:30 ET')
  })

  test('real money that nobody has armed', async () => {
    const bench = cycleBench({ now: at(600) })
    const { text } = await ask(bench, ['status'], { ...bench.world, config: unarmed(bench) })
    expect(text.split('\n')[0]).toBe('NOT ARMED, LIVE')
    expect(await commands(bench, unarmed(bench))).toEqual(['/arm'])
  })

  test('real money that is armed, and since when', async () => {
    const bench = cycleBench({ now: at(600) })
    await bench.leave({ owner: { armedAt: at(500), selling: [], unlocked: {} } })
    const { text } = await ask(bench, ['status'], { ...bench.world, config: unarmed(bench) })
    expect(text.split('\n').slice(0, 2)).toEqual(['RUNNING, LIVE', 'Armed since 08:20 ET'])
  })
})

describe('a tap is offered', () => {
  test.each([
    [['paused'], ['/resume']],
    [['manual'], ['/safemode']],
    [
      ['killed', 'drawdown'],
      ['/resume', '/safemode'],
    ],
    [['daily-loss'], []],
    [[], []],
  ] as const)('%j: %j', async (reasons, offered) => {
    expect(await commands(await withSafeMode(...reasons))).toEqual(offered)
  })

  test('to log in, where nobody is logged in', async () => {
    const bench = cycleBench({ now: at(600) })
    bench.session.current = { issuedAt: at(600, parseExchangeDate('2026-03-02')), lastUsedAt: undefined }
    expect((await linesOf(bench, ['status']))[0]).toBe('NOT LOGGED IN, DEMO')
    expect(await commands(bench)).toEqual(['/login'])
  })
})

test('a run of another day is told with its date', async () => {
  const bench = cycleBench({ now: at(600) })
  const lastRuns = { 'signal-scan': at(958, parseExchangeDate('2026-03-02')) }
  await bench.leave({ lastRuns })
  expect(await linesOf(bench, ['status'])).toContain('Scan 2026-03-02 15:58 ET, 18 h 2 min ago (0 today)')
})

describe('/positions', () => {
  async function held(quoteAgeMs: number | undefined) {
    const bench = cycleBench({ now: at(600) })
    await bench.hold(goldenPosition())
    const time = (at(600) - (quoteAgeMs ?? 0)) as EpochMs
    if (quoteAgeMs !== undefined)
      bench.market.shown = [
        { symbol: goldenPosition().symbol, status: 'REALTIME', time, last: 482_000 as never },
      ]
    return linesOf(bench, ['positions'])
  }

  test('a fresh quote is told without a word about its age', async () => {
    expect(await held(0)).toContain('TQQQ: 184 at 47.50, now 48.20')
    expect(await held(0)).toContain('P&L +128.80 USD, +1.47 %')
  })

  test('an old one with its time', async () => {
    expect(await held(90_000)).toContain('TQQQ: 184 at 47.50, now 48.20')
    expect(await held(90_001)).toContain('TQQQ: 184 at 47.50, now 48.20 (09:58 ET)')
  })

  test('without a quote and before a look there is no price', async () => {
    expect(await held(undefined)).toEqual([
      '1 POSITION, open P&L not known',
      '',
      'TQQQ: 184 at 47.50, price not known',
      'Stop 46.50 (initial), target 49.88',
      'At the broker a stop rests at 46.50',
      'Held 24 min, since 09:36 ET',
    ])
  })
})
