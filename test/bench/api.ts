import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freshId, sessionToken } from '../../functions/api/session-token.ts'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier } from '../../local/run-market.ts'
import { BrokerMeter, Runner } from '../../local/runner.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { beginSession } from '../../shared/cycles/sessions/session.ts'
import { ticker } from '../../shared/domain/ids.ts'
import { type Money, toNumber } from '../../shared/domain/money.ts'
import { minuteOfDay } from '../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { AdvisorDouble, type AdvisorReply } from '../support/advisor-double.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { judge } from './targets.ts'

/** Of each address. */
const REQUESTS = 200
const REQUESTS_SHORT = 40
/** So many in a row have percentiles of their own: the best of them tell a loss of ours from a busy machine. */
const REQUESTS_A_ROUND = 20
/** Not counted; until then the engine compiles what it measures. */
const WARM_UP_REQUESTS = 20
const TEN_THIRTY = 10 * 60 + 30
/** Quotes are kept 5 s of the virtual clock and a symbol has one proposal a second; the next request comes after both. */
const BETWEEN_MS = 6 * SECOND_MS
/** By then every plan has come to its stop, its target or its last day. */
const REWARDED_AFTER_MS = 14 * DAY_MS
const POSITIONS = 2
const SYMBOL = ticker('AAPL')
/** Ten, as by default, but all of them in the generated market. */
const CATALYSTS = ['AAPL', 'NVDA', 'TSLA', 'SPY', 'QQQ', 'IWM', 'SOXX', 'XLK', 'XLF', 'XLE']

const proposed = z.looseObject({ decisionId: z.string(), planSource: z.string() })

/**
 * Latency of the HTTP API over one kept connection to the whole local stack: store in a file, broker and advisor over
 * HTTP too. Measured is what a caller waits who does not come within the 5 s in which quotes are kept.
 */
export const api: Bench = {
  name: 'api',
  async run({ scale }) {
    const folder = mkdtempSync(join(tmpdir(), 'openbell-bench-'))
    const replies: AdvisorReply[] = []
    const advisor = await AdvisorDouble.start(replies)
    const meter = new BrokerMeter()
    try {
      const stack = await stackIn(folder, { advisorUrl: advisor.url, meter })
      try {
        await runUntilTrading(stack, meter)
        const caller = new Caller(stack, { meter, replies, token: await signedIn(stack) })
        return await figures(caller, scale < 1 ? REQUESTS_SHORT : REQUESTS)
      } finally {
        await stack.close()
      }
    } finally {
      await advisor.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function stackIn(
  folder: string,
  { advisorUrl, meter }: { readonly advisorUrl: string; readonly meter: BrokerMeter },
): Promise<Stack> {
  return startStack({
    source: openMarketSource({}),
    config: parseConfig({ api: { requestsPerMinuteMax: 10_000 }, universe: { catalysts: CATALYSTS } }),
    folder,
    port: 0,
    notifier: new CollectingNotifier(),
    onBrokerRequest: meter.count,
    env: { ADVISOR_URL: advisorUrl, ADVISOR_MODEL: 'double' },
  })
}

/** The morning as it comes, so that the day is prepared, scans were made and something is held. */
async function runUntilTrading(stack: Stack, meter: BrokerMeter): Promise<void> {
  await fetch(`${stack.functions.baseUrl}/prepare-day`, { method: 'POST' })
  const runner: Runner = new Runner(stack, meter, {
    speed: 'max',
    days: 1,
    observer: {
      answered: (_job, at) => {
        if (minuteOfDay(at) >= TEN_THIRTY) runner.stop()
      },
    },
  })
  await runner.run()
}

/** The bearer token of a new session. */
async function signedIn({ local }: Stack): Promise<string> {
  const id = freshId()
  await beginSession(local.world, { id, at: new SystemClock().now() })
  return sessionToken(id, await local.sessionKey())
}

async function figures(caller: Caller, requests: number): Promise<readonly Figure[]> {
  const turns = requests + WARM_UP_REQUESTS
  const held = z.looseObject({ positions: z.array(z.unknown()) }).parse((await caller.ask('GET', '/positions')).answer)
  if (held.positions.length !== POSITIONS)
    throw new Error(`${held.positions.length} positions are held, not ${POSITIONS}: another market than was meant`)
  const read = {
    'GET /health': await caller.timesOf(turns, '/health'),
    'GET /scan': await caller.timesOf(turns, '/scan'),
    'GET /positions of 2': await caller.timesOf(turns, '/positions'),
    'GET /orders': await caller.timesOf(turns, '/orders'),
  }
  const decided = await caller.decide(turns)
  return [
    ...Object.entries({ ...read, ...decided, 'POST /bandit/reward': await caller.rewards(decided.ids) }),
  ].flatMap(([name, times]) => latency(name, times.slice(WARM_UP_REQUESTS)))
}
