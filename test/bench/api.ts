import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freshId, sessionToken } from '../../functions/api/session-token.ts'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier } from '../../local/run-market.ts'
import { signIn } from '../../local/sign-in.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { beginSession } from '../../shared/cycles/sessions/session.ts'
import { ticker } from '../../shared/domain/ids.ts'
import { toNumber } from '../../shared/domain/money.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { AdvisorDouble, type AdvisorReply } from '../support/advisor-double.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { judge } from './targets.ts'

/** Of each address. */
const REQUESTS = 200
const REQUESTS_SHORT = 40
/** So many in a row have percentiles of their own, of which the best one tells a loss from a busy machine. */
const REQUESTS_A_ROUND = 10
/** Not counted; until then the engine compiles what it measures. */
const REQUESTS_WARM_UP = 20
const DATE = parseExchangeDate('2026-03-02')
const TEN_THIRTY = 10 * 60 + 30
/** Quotes are kept 5 s of the virtual clock, and a symbol has one proposal a second: the next request comes after both. */
const APART_MS = 6 * SECOND_MS
/** So many calls after the last one a minute is over. */
const MONITOR_EVERY = 10
/** By then every plan has come to its stop, its target or its last day. */
const REWARDED_AFTER_MS = 14 * DAY_MS
const SYMBOL = ticker('AAPL')
/** The bandit, which learns nothing meanwhile, skips about every second time. */
const PROPOSALS_A_PLAN_MAX = 5
/** What the scan at 10:30 buys. */
const POSITIONS = 2
const CONFIG = parseConfig({
  api: { requestsPerMinuteMax: 10_000 },
  // Ten, as by default, but all of them in the generated market.
  universe: { catalysts: ['AAPL', 'NVDA', 'TSLA', 'SPY', 'QQQ', 'IWM', 'SOXX', 'XLK', 'XLF', 'XLE'] },
  // A single scan is to buy; and the generated symbols are now and then silent for longer than the usual 15 s.
  entry: { scoreMin: { standard: 0.5 }, quoteAgeSecondsMax: 60 },
  // What is held is to lose less than the guardrail of the day allows.
  demo: { startCashUsd: 1_000 },
})

/**
 * Latency of the HTTP API, warm, over one kept connection to the whole local stack: broker and advisor are asked over HTTP
 * too, the store is a file. Who asks again within 5 s is answered with the same quotes; that is not measured.
 */
export const api: Bench = {
  name: 'api',
  async run({ scale }) {
    const folder = mkdtempSync(join(tmpdir(), 'openbell-bench-'))
    const replies: AdvisorReply[] = []
    const advisor = await AdvisorDouble.start(replies)
    try {
      const stack = await startedStack(folder, advisor.url)
      try {
        const caller = new Caller(stack, { replies, token: await tradingCaller(stack) })
        return await figures(caller, (scale < 1 ? REQUESTS_SHORT : REQUESTS) + REQUESTS_WARM_UP)
      } finally {
        await stack.close()
      }
    } finally {
      await advisor.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function startedStack(folder: string, advisorUrl: string): Promise<Stack> {
  return startStack({
    source: openMarketSource({ date: DATE }),
    config: CONFIG,
    folder,
    port: 0,
    notifier: new CollectingNotifier(),
    onBrokerRequest: () => undefined,
    env: { ADVISOR_URL: advisorUrl, ADVISOR_MODEL: 'double' },
  })
}

/** Prepares the day, scans at 10:30 and signs in; answers the bearer token. */
async function tradingCaller({ clock, functions, local }: Stack): Promise<string> {
  const run = (job: string) => fetch(`${functions.baseUrl}/${job}`, { method: 'POST' })
  await signIn(local.session)
  await run('prepare-day')
  clock.moveTo(exchangeInstant(DATE, TEN_THIRTY))
  await run('signal-scan')
  const id = freshId()
  await beginSession(local.world, { id, at: new SystemClock().now() })
  return sessionToken(id, await local.sessionKey())
}

async function figures(caller: Caller, requests: number): Promise<readonly Figure[]> {
  // Before the monitors of the decisions sell what is held.
  const read = {
    'GET /health': await caller.reads('/health', requests),
    'GET /scan': await caller.reads('/scan', requests),
    'GET /positions': await caller.reads('/positions', requests, HELD),
    'GET /orders': await caller.reads('/orders', requests),
  }
  const { decisionIds, ...decided } = await caller.decide(requests)
  const times = { ...read, ...decided, 'POST /bandit/reward': await caller.rewards(decisionIds) }
  return Object.entries(times).flatMap(([name, all]) => latency(name, all.slice(REQUESTS_WARM_UP)))
}

/** An answer as far as it shows that what was asked for was really done. */
const TAKEN = z.looseObject({})
const HELD = z.looseObject({ positions: z.array(TAKEN).length(POSITIONS) })
const PROPOSED = z.looseObject({
  decisionId: z.string(),
  plan: z.looseObject({ action: z.enum(['BUY', 'SKIP']) }),
  fallbackCode: z.literal('skip-chosen').exactOptional(),
})
const APPROVED = z.looseObject({ approved: z.literal(true) })
const LEARNED = z.looseObject({ status: z.literal('applied') })

interface Timed<Body> {
  /** From the call to the last byte of the answer. */
  readonly ms: number
  readonly body: Body
}

/** Asks one address after another; an answer that shows something else than is to be measured ends the bench. */
class Caller {
  readonly #stack: Stack
  readonly #replies: AdvisorReply[]
  readonly #token: string

  constructor(
    stack: Stack,
    { replies, token }: { readonly replies: AdvisorReply[]; readonly token: string },
  ) {
    this.#stack = stack
    this.#replies = replies
    this.#token = token
  }

  async reads(path: string, requests: number, answer: z.ZodType = TAKEN): Promise<readonly number[]> {
    const times: number[] = []
    for (let request = 0; request < requests; request += 1) {
      this.#pass(APART_MS)
      times.push((await this.#ask(answer, `GET ${path}`)).ms)
    }
    return times
  }

  /** Proposals planned by the model, each held against the guardrails. Where the bandit skips, no model is asked: not counted. */
  async decide(requests: number) {
    const propose: number[] = []
    const validate: number[] = []
    const decisionIds: string[] = []
    for (let turn = 0; decisionIds.length < requests; turn += 1) {
      if (turn > PROPOSALS_A_PLAN_MAX * requests) throw new Error('the bandit nearly always skips')
      this.#pass(APART_MS)
      // As on every day: what is held was looked at within the last minute.
      if (turn % MONITOR_EVERY === 0) await this.#ask(TAKEN, 'POST /position-monitor')
      this.#replies[0] = this.#goodPlan()
      const { ms, body } = await this.#ask(PROPOSED, 'POST /propose', { symbol: SYMBOL })
      if (body.plan.action === 'SKIP') continue
      const { decisionId } = body
      validate.push((await this.#ask(APPROVED, 'POST /validate', { decisionId })).ms)
      propose.push(ms)
      decisionIds.push(decisionId)
    }
    return { decisionIds, 'POST /propose': propose, 'POST /validate': validate }
  }

  /** Each decision is learned from once, when all is over. */
  async rewards(decisionIds: readonly string[]): Promise<readonly number[]> {
    this.#pass(REWARDED_AFTER_MS)
    const times: number[] = []
    for (const decisionId of decisionIds)
      times.push((await this.#ask(LEARNED, 'POST /bandit/reward', { decisionId })).ms)
    return times
  }

  #pass(ms: number): void {
    const { clock } = this.#stack
    clock.moveTo((clock.now() + ms) as EpochMs)
  }

  async #ask<Body>(answer: z.ZodType<Body>, what: string, body?: object): Promise<Timed<Body>> {
    const [method = '', path = ''] = what.split(' ')
    const startedAt = performance.now()
    const response = await fetch(`${this.#stack.functions.baseUrl}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const ms = performance.now() - startedAt
    const read = answer.safeParse(JSON.parse(text))
    if (response.ok && read.success) return { ms, body: read.data }
    throw new Error(`${what}: not what is to be measured was answered, ${response.status} ${text}`)
  }

  /** What passes the server's own check: bought at the price of now, with more to win than to lose. */
  #goodPlan(): AdvisorReply {
    const { source, clock } = this.#stack
    const quote = source.market.quote(SYMBOL, clock.now())
    if (!quote) throw new Error(`the generated market has no quote of ${SYMBOL}`)
    const price = toNumber(quote.last)
    const text = JSON.stringify({
      ...{ ticker: SYMBOL, action: 'BUY', entryType: 'LIMIT', timeoutDays: 5, confidence: 0.7 },
      ...{ entryPrice: price, stopPrice: 0.98 * price, targetPrice: 1.035 * price },
      ...{ reason: 'to be measured', missingFields: [] },
    })
    return { kind: 'text', text }
  }
}

/** p50 and p95 of all requests, and the p95 ÷ its target; their spread is that of the rounds. */
function latency(name: string, times: readonly number[]): readonly Figure[] {
  const p95 = percentile({ name: `${name}, p95`, share: 0.95 }, times)
  const target = judge([p95])[0]?.target
  return [
    percentile({ name: `${name}, p50`, share: 0.5 }, times),
    p95,
    ...(target === undefined ? [] : [part(p95, target)]),
  ]
}

function percentile(
  { name, share }: { readonly name: string; readonly share: number },
  times: readonly number[],
): Figure {
  const rounds = Array.from({ length: times.length / REQUESTS_A_ROUND }, (_, round) =>
    times.slice(round * REQUESTS_A_ROUND, (round + 1) * REQUESTS_A_ROUND),
  )
  const label = { group: 'api', name, unit: 'ms' } as const
  const spread = figureOf(
    label,
    rounds.map((round) => nearestRank(round, share)),
  )
  return { ...spread, median: nearestRank(times, share) }
}

function part({ group, name, median, lowest, highest }: Figure, target: number): Figure {
  const of = (ms: number) => ms / target
  return {
    group,
    name: `${name} ÷ its target`,
    unit: 'times',
    median: of(median),
    lowest: of(lowest),
    highest: of(highest),
  }
}

/** The least value that so large a share of them does not exceed. */
function nearestRank(values: readonly number[], share: number): number {
  const ascending = values.toSorted((first, second) => first - second)
  return ascending[Math.ceil(share * ascending.length) - 1] as number
}
