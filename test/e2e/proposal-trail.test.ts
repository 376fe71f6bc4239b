import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { freshId } from '../../functions/api/session-token.ts'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier } from '../../local/run-market.ts'
import { signIn } from '../../local/sign-in.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { offerSignIn } from '../../shared/cycles/sessions/sign-in-link.ts'
import { exchangeInstant, minuteOfDay } from '../../shared/time/exchange-time.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { nextOpenDay } from '../../shared/time/market-calendar.ts'
import { openbellJson, scratchFolder } from './command-line.ts'

/** 14:30: late enough to be through the session soon, early enough for an entry. */
const START = 14 * 60 + 30
const CLOSE = 16 * 60
const SYMBOLS = ['AAPL', 'NVDA', 'TSLA']
const TRIES_MAX = 12

const scratch = scratchFolder()
const source = openMarketSource({ seed: 13, symbols: SYMBOLS })
const date = source.dates[0] as (typeof source.dates)[number]
let stack: Stack
let authorization: string

beforeAll(async () => {
  stack = await startStack({
    source,
    config: parseConfig({ mode: 'LIVE' }),
    folder: scratch.path,
    port: 0,
    notifier: new CollectingNotifier(),
    onBrokerRequest: () => undefined,
  })
  stack.clock.moveTo(exchangeInstant(date, START))
  await signIn(stack.local.session)
  authorization = `Bearer ${await sessionByLink()}`
})

afterAll(async () => {
  await stack.close()
  scratch.remove()
})

test('one id tells the whole trail from the facts to the reward, over the API and on the command line', async () => {
  const decisionId = await approvedProposal()
  const ordered = await api('POST', 'orders', { decisionId })
  expect(ordered).toMatchObject({ status: 200, body: { decisionId, outcome: 'order' } })
  expect(await api('POST', 'orders', { decisionId })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('was decided on before') },
  })
  await monitorUntilClosed()
  stack.clock.moveTo(exchangeInstant(date, CLOSE + 5))
  expect(await api('POST', 'daily-report')).toMatchObject({ status: 200 })
  // What neither stop nor target has ended is over with the next day.
  stack.clock.moveTo(exchangeInstant(nextOpenDay(date), CLOSE + 5))
  expect(await api('POST', 'bandit/reward', { decisionId })).toMatchObject({
    status: 200,
    body: { decisionId, status: expect.stringMatching(/^(applied|duplicate_ignored)$/) },
  })
  const { status, body } = await api('GET', `decisions/${decisionId}`)
  expect(status).toBe(200)
  const quantity = (ordered.body as { quantity: number }).quantity
  expect(body).toMatchObject({
    decisionId,
    orders: expect.arrayContaining([expect.objectContaining({ side: 'BUY', state: 'FILLED', quantity })]),
    trades: [expect.objectContaining({ quantity })],
    reward: { riskMultiple: expect.any(Number), reward: expect.any(Number) },
  })
  const titles = titlesOf(body)
  expect(titles).toEqual(
    expect.arrayContaining([
      'What was known',
      'The bandit chose',
      'The plan',
      'The guardrails',
      'Ordered',
      'Entry order',
      'Result',
    ]),
  )
  const explained = await openbellJson('explain', decisionId, '--store', scratch.path)
  expect(titlesOf(explained)).toEqual(expect.arrayContaining([...titles]))
  expect(explained.decisionId).toBe(decisionId)
  expect(explained.headline).toContain('LIVE')
}, 60_000)

/** Proposes one symbol after the other, second by second, until the bandit plays one and the guardrails approve it. */
async function approvedProposal(): Promise<string> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    stack.clock.moveTo((stack.clock.now() + SECOND_MS) as ReturnType<typeof stack.clock.now>)
    const made = await api('POST', 'propose', { symbol: SYMBOLS[tries % SYMBOLS.length] })
    const { decisionId, plan } = made.body as { decisionId: string; plan?: { action: string } }
    if (plan?.action !== 'BUY') continue
    const validated = await api('POST', 'validate', { decisionId })
    if ((validated.body as { approved?: boolean }).approved) return decisionId
  }
  throw new Error(`none of ${TRIES_MAX} proposals was approved; another seed may do`)
}

/** The scheduler's monitor, minute by minute, until nothing is held and nothing is under way. */
async function monitorUntilClosed(): Promise<void> {
  while (minuteOfDay(stack.clock.now()) < CLOSE) {
    stack.clock.moveTo((stack.clock.now() + MINUTE_MS) as ReturnType<typeof stack.clock.now>)
    await fetch(`${stack.functions.baseUrl}/position-monitor`, {
      method: 'POST',
      headers: { 'X-CloudScheduler-ScheduleTime': new Date(stack.clock.now()).toISOString() },
    })
    const trades = await stack.store.query({ collection: 'trades' })
    if (trades.length > 0) return
  }
  throw new Error('the position was still open at the close')
}

/** Signs in as the owner does: with a link, once. */
async function sessionByLink(): Promise<string> {
  const token = freshId()
  await stack.local.sessionKey()
  await offerSignIn(stack.local.world, { token, at: new SystemClock().now() })
  const response = await fetch(`${stack.functions.baseUrl}/api/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const session = /__session=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1]
  if (session === undefined) throw new Error(`no session came with ${response.status}`)
  return session
}

async function api(method: 'GET' | 'POST', path: string, body?: object) {
  const response = await fetch(`${stack.functions.baseUrl}/api/${path}`, {
    method,
    headers: { Authorization: authorization, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as object }
}

function titlesOf(explained: object): readonly string[] {
  const { steps } = explained as { readonly steps: readonly { readonly title: string }[] }
  return steps.map(({ title }) => title)
}
