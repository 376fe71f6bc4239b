import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { OrderId } from '../../shared/domain/ids.ts'
import { money } from '../../shared/domain/money.ts'
import type { OrderRequest } from '../../shared/domain/order.ts'
import { initialState } from '../../shared/state/trading-state.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { BOT_TOKEN, OWNER } from '../support/bot-api/bot-api-double.ts'
import { goldenPosition, orderRecord, TQQQ } from '../support/fixtures.ts'
import { type TelegramBench, telegramBench } from '../support/telegram-bench.ts'

let bench: TelegramBench

beforeEach(async () => {
  bench = await telegramBench()
})
afterEach(() => bench.close())

/** Signs in from the button in the chat to the token, as the owner does. */
async function signIn(): Promise<void> {
  await bench.double.says('/login')
  const url = bench.double.messages.at(-1)?.keyboard[0]?.[0]?.url ?? ''
  const page = await fetch(url, { headers: { Accept: 'application/json' } })
  const { verifier } = (await page.json()) as { verifier: string }
  await bench.double.says(verifier)
}

/** An order at the simulated broker, as LIVE sends it. */
async function place(order: Partial<OrderRequest>): Promise<OrderId> {
  const { broker } = await bench.world()
  const request = {
    symbol: TQQQ,
    quantity: 184,
    side: 'BUY',
    clientOrderId: 'OBTEST1',
    ...order,
  } as OrderRequest
  const at = (bench.clock.now() + MINUTE_MS) as EpochMs
  return broker.place(request, await broker.preview(request), { at, reason: 'too late' })
}

/** 184 TQQQ at the broker and in the books. */
async function hold(): Promise<void> {
  await place({ type: 'MARKET' })
  bench.showQuote()
  const state = initialState(exchangeDate(bench.clock.now()))
  await bench.leave({ ...state, positions: { TQQQ: goldenPosition() } })
}

const last = () => bench.texts().at(-1)
const safeMode = async () => (await bench.stored()).risk.safeMode.map(({ reason }) => reason)
const later = (seconds: number) => bench.clock.moveTo((bench.clock.now() + seconds * SECOND_MS) as EpochMs)

describe('who may speak', () => {
  test('a stranger is answered nothing, changes nothing, and is reported once', async () => {
    const stranger = { from: 666, chat: 666 }
    for (const text of ['/kill', '/flatten', 'let me in']) await bench.double.says(text, stranger)
    expect(bench.headlines()).toEqual(['STRANGER REFUSED'])
    expect(bench.double.messages.every(({ chatId }) => chatId === OWNER.chat)).toBe(true)
    expect(await safeMode()).toEqual([])
  })

  test('a call without the secret of the webhook is refused', async () => {
    const update = {
      update_id: 1,
      message: { text: '/kill', from: { id: OWNER.from }, chat: { id: OWNER.chat } },
    }
    for (const secret of [undefined, 'a-guess']) {
      const response = await fetch(await bench.urlOf('telegram-webhook'), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(secret && { 'X-Telegram-Bot-Api-Secret-Token': secret }),
        },
        body: JSON.stringify(update),
      })
      expect(response.status).toBe(403)
    }
    expect(bench.texts()).toEqual([])
  })
})

describe('signing in', () => {
  test('from the reminder over the page to a token that the broker accepts', async () => {
    bench.clock.moveTo((bench.clock.now() + 24 * 60 * MINUTE_MS - 90 * MINUTE_MS) as EpochMs)
    await bench.call('token-renewal')
    expect(bench.headlines()).toEqual(['LOG IN FOR TODAY'])
    await bench.double.taps('Log in')
    expect(last()).toMatch(/^SIGN IN\nOpen the page/)
    await signIn()
    expect(last()).toBe('SIGNED IN\nThe broker accepts the token. It ends at midnight ET.')
    const world = await bench.world()
    await expect(world.session.verify()).resolves.toBeUndefined()
    await bench.double.says('/token')
    expect(last()).toMatch(/ACTIVE/)
  })

  test('a code is good once, a wrong one is refused, and without a page there is nothing to bring back', async () => {
    await bench.double.says('ABCDE')
    expect(last()).toBe('No sign-in is under way. Send /login for a new page.')
    await bench.double.says('/login')
    await bench.double.says('WRONG')
    expect(last()).toMatch(/^The broker did not take the code: .*Send \/login for a new page\.$/s)
    await bench.double.says('WRONG')
    expect(last()).toBe('No sign-in is under way. Send /login for a new page.')
  })

  test('a code that comes after five minutes is too late', async () => {
    await bench.double.says('/login')
    later(301)
    await bench.double.says('ABCDE')
    expect(last()).toMatch(/^(Too late|No sign-in is under way)/)
  })
})

describe('orders of the owner', () => {
  test('pause and resume, each with a tap', async () => {
    await bench.double.says('/pause')
    expect(await bench.store.get('engine/state')).toBeUndefined()
    await bench.double.taps('Yes: PAUSE')
    expect(await safeMode()).toEqual(['paused'])
    await bench.double.says('/resume')
    await bench.double.taps('Yes: RESUME')
    expect(await safeMode()).toEqual([])
    expect(bench.double.tapAnswers.map(({ words }) => words)).toEqual(['PAUSED: done.', 'RESUMED: done.'])
  })

  test('flatten: nothing without a tap, nothing with a late one, everything sold with one in time', async () => {
    await signIn()
    await hold()
    await bench.double.says('/flatten')
    expect(Object.keys((await bench.stored()).positions)).toEqual(['TQQQ'])
    later(31)
    await bench.double.taps('Yes: FLATTEN')
    expect(last()).toBe('Too late: a button is good for 30 seconds. Send the command again.')
    expect(Object.keys((await bench.stored()).positions)).toEqual(['TQQQ'])

    bench.showQuote()
    await bench.double.says('/flatten')
    await bench.double.taps('Yes: FLATTEN')
    const { positions, owner } = await bench.stored()
    expect([positions, owner.sellAllSince]).toEqual([{}, expect.any(Number)])
    expect(await (await bench.world()).broker.holdings()).toEqual([])
    expect(bench.headlines()).toEqual(expect.arrayContaining(['FLATTEN by the owner', 'SELL TQQQ OWNER']))
  })

  test('kill cancels an entry at the broker and keeps entries out over a restart', async () => {
    await signIn()
    const pricing = { type: 'LIMIT', limit: money('40.00') } as const
    const orderId = await place({ ...pricing, orderTerm: 'GOOD_FOR_DAY' } as Partial<OrderRequest>)
    const entry = orderRecord({ state: 'SUBMITTED', orderId, pricing, submittedAt: bench.clock.now() })
    const state = initialState(exchangeDate(bench.clock.now()))
    await bench.leave({ ...state, orders: { [entry.intentId]: entry } })
    await bench.double.says('/kill')
    await bench.double.taps('Yes: KILL')
    const { orders } = await bench.stored()
    expect([orders, await safeMode()]).toEqual([{}, ['killed']])
  })

  test('the same update again has no effect again', async () => {
    await bench.double.says('/pause')
    const { update } = await bench.double.taps('Yes: PAUSE')
    const before = bench.texts()
    const { statuses } = await bench.double.repeat(update)
    expect([statuses, bench.texts()]).toEqual([[200], before])
  })
})

test('an order that fails by an error of our own tells under which id the log has its story', async () => {
  await bench.leave({ ...initialState(exchangeDate(bench.clock.now())), orders: {} })
  await bench.double.says('/pause')
  const get = bench.store.get.bind(bench.store)
  // Looked at once before the account is held, and taken while it is.
  let looks = 0
  bench.store.get = (path) => {
    if (!path.startsWith('confirmations/')) return get(path)
    looks += 1
    return looks === 1 ? get(path) : Promise.reject(new RangeError('broken'))
  }
  await bench.double.taps('Yes: PAUSE')
  expect(bench.texts()).toContainEqual(
    expect.stringMatching(/SAFE MODE ON: system-error\n.*\nLog id [0-9a-f]{32}\n/s),
  )
})

describe('when Telegram does not take the answer', () => {
  test('a short pause that it asks for is kept, and the answer comes once', async () => {
    bench.double.fail('sendMessage', { kind: 'too-many-requests', retryAfterSeconds: 1 })
    const { statuses } = await bench.double.says('/help')
    expect([statuses, bench.headlines()]).toEqual([[200], ['HELP']])
  })

  test('after a failure the update comes again, and the owner is told that nobody knows', async () => {
    bench.double.fail('sendMessage', { kind: 'internal-error' })
    const { statuses } = await bench.double.says('/help')
    expect([statuses, bench.headlines()]).toEqual([[503, 200], ['NOT KNOWN']])
  })
})

test('whatever is sent, nothing crashes, nothing happens and no secret is told', async () => {
  const hostile = [
    ...[
      '/confirm ',
      '/confirm ../../engine/state',
      `/confirm ${'x'.repeat(5_000)}`,
      '/start',
      '/',
      '//',
      '<b>',
      '&',
    ],
    ...[
      '/why <script>',
      '/close ; DROP TABLE',
      `/unlock ${'A'.repeat(300)}`,
      '\u0000\u202e',
      '/pause now',
      '💥'.repeat(999),
    ],
  ]
  for (const text of hostile) {
    const { statuses } = await bench.double.says(text)
    expect([text.slice(0, 20), statuses]).toEqual([text.slice(0, 20), [200]])
  }
  expect(await bench.store.get('engine/state')).toBeUndefined()
  const told = `${bench.texts().join('\n')}\n${bench.lines.join('\n')}`
  for (const secret of [BOT_TOKEN, 'your-consumer-secret', 'the-secret-of-this-webhook'])
    expect(told).not.toContain(secret)
})
