import { describe, expect, test } from '@jest/globals'
import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { Exchange, type ExchangeSetup } from '../../../../local/simulator/exchange/exchange.ts'
import { money } from '../../../../shared/domain/money.ts'
import { type Store, StoreUnavailableError, type Write } from '../../../../shared/ports/store.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { ScriptedMarket } from '../../../support/scripted-market.ts'
import { ACCOUNT, accepted, at, enter, orderOf, printed, ticket } from './trading-day.ts'

const TAPE = [
  printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' }),
  printed('10:05', { last: '47.00', bid: '46.99', ask: '47.00' }),
]
const RESTING = { side: 'BUY', type: 'LIMIT', limit: '47.00' } as const

describe('a reopened exchange', () => {
  test('knows account, orders, previews and numbers', async () => {
    const { exchange, setup } = await opened()
    await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    await accepted(exchange, ticket({ side: 'SELL', type: 'STOP', stop: '46.00' }))
    const order = ticket(RESTING)
    const preview = await exchange.preview(order)
    const reopened = await Exchange.open(setup)
    expect(await everything(reopened)).toEqual(await everything(exchange))
    expect(await reopened.place(order, preview.ok ? preview.preview.previewId : undefined)).toMatchObject({
      ok: true,
      orderId: '3',
    })
  })

  test('takes in what the tape did while it was away', async () => {
    const { exchange, setup, clock } = await opened()
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at('11:00'))
    const reopened = await Exchange.open(setup)
    expect(await orderOf(reopened, orderId)).toMatchObject({ status: 'EXECUTED', executedAt: at('10:05') })
  })

  test('keeps its cash whatever start cash is named', async () => {
    const { setup } = await opened()
    const richer = { ...ACCOUNT, startCash: money('99999') }
    const reopened = await Exchange.open({ ...setup, account: richer })
    expect((await reopened.balance()).cash).toBe(money('25000'))
  })

  test('refuses a clock before what is settled', async () => {
    const { exchange, setup } = await opened()
    await accepted(exchange, ticket(RESTING))
    const clock = new VirtualClock(at('09:59'))
    await expect(Exchange.open({ ...setup, clock })).rejects.toThrow('the exchange is settled up to')
    const settledTo = await Exchange.settledTo(setup.store, ACCOUNT)
    expect(settledTo).toBe(at('10:00'))
    clock.moveTo(settledTo!)
    await expect(Exchange.open({ ...setup, clock })).resolves.toBeInstanceOf(Exchange)
  })

  test('knows of no moment before there was an account', async () => {
    const { setup } = await opened()
    expect(await Exchange.settledTo(setup.store, { accountIdKey: 'key-2' })).toBeUndefined()
  })
})

test('two accounts in one store do not see each other', async () => {
  const { exchange, setup } = await opened()
  const other = await Exchange.open({ ...setup, account: { ...ACCOUNT, accountIdKey: 'key-2' } })
  await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
  await accepted(other, ticket(RESTING))
  const reopened = await Exchange.open(setup)
  expect((await reopened.orders()).orders).toMatchObject([{ orderId: '1', type: 'MARKET' }])
  expect(await (await Exchange.open({ ...setup, account: other.account })).holdings()).toEqual([])
})

test('calls that arrive together take turns', async () => {
  const { exchange } = await opened()
  await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
  const sells = Array.from({ length: 5 }, () => ticket({ side: 'SELL', type: 'LIMIT', limit: '60.00' }))
  const answers = await Promise.all(sells.map((sell) => enter(exchange, sell)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await exchange.orders({ status: 'OPEN' })).orders).toHaveLength(1)
})

test('time that passes without a change writes nothing', async () => {
  const { exchange, clock, store } = await opened()
  await accepted(exchange, ticket({ ...RESTING, limit: '30.00' }))
  const commits = store.commits
  clock.moveTo(at('10:30'))
  await exchange.settle()
  await exchange.balance()
  expect(store.commits).toBe(commits)
})

describe('a failing store', () => {
  test('that took nothing leaves the exchange where it was', async () => {
    const { exchange, store } = await opened()
    const order = ticket({ side: 'BUY', type: 'MARKET' })
    const previewId = await previewOf(exchange, order)
    store.nextFailure = 'before'
    await expect(exchange.place(order, previewId)).rejects.toThrow(StoreUnavailableError)
    expect(await everything(exchange)).toMatchObject({
      holdings: [],
      orders: [],
      balance: { cash: 250_000_000 },
    })
    expect(await exchange.place(order, previewId)).toMatchObject({ ok: true, orderId: '1' })
  })

  test('that took the order without saying so is believed afterwards', async () => {
    const { exchange, store } = await opened()
    const order = ticket({ side: 'BUY', type: 'MARKET' })
    const previewId = await previewOf(exchange, order)
    store.nextFailure = 'after'
    await expect(exchange.place(order, previewId)).rejects.toThrow(StoreUnavailableError)
    expect(await exchange.place(order, previewId)).toMatchObject({ refusal: { code: 101 } })
    expect((await exchange.orders()).orders).toMatchObject([{ orderId: '1', status: 'EXECUTED' }])
  })

  test('never lets two exchanges of one account overwrite each other', async () => {
    const { exchange, setup } = await opened()
    const rival = await Exchange.open(setup)
    await accepted(rival, ticket({ side: 'BUY', type: 'MARKET' }))
    await expect(exchange.preview(ticket(RESTING))).rejects.toThrow(
      'simulator-account/key-1 was changed by somebody else: changed',
    )
    expect((await exchange.orders()).orders).toMatchObject([{ orderId: '1', type: 'MARKET' }])
  })
})

async function opened() {
  const clock = new VirtualClock(at('10:00'))
  const store = new FailingStore(new MemoryStore({ clock }))
  const setup: ExchangeSetup = { market: new ScriptedMarket(TAPE), clock, store, account: ACCOUNT }
  return { exchange: await Exchange.open(setup), setup, clock, store }
}

async function previewOf(exchange: Exchange, order: ReturnType<typeof ticket>) {
  const answer = await exchange.preview(order)
  return answer.ok ? answer.preview.previewId : undefined
}

async function everything(exchange: Exchange) {
  return {
    balance: await exchange.balance(),
    holdings: await exchange.holdings(),
    orders: (await exchange.orders()).orders,
  }
}

/** Fails one commit when told to, before or after it took effect. */
class FailingStore implements Store {
  nextFailure: 'before' | 'after' | undefined
  commits = 0
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  get: Store['get'] = (path) => this.#store.get(path)
  getAll: Store['getAll'] = (paths) => this.#store.getAll(paths)
  query: Store['query'] = (query) => this.#store.query(query)
  close: Store['close'] = () => this.#store.close()

  async commit(writes: readonly Write[]) {
    const failure = this.nextFailure
    this.nextFailure = undefined
    this.commits += 1
    if (failure === 'before') throw new StoreUnavailableError('told to fail')
    const result = await this.#store.commit(writes)
    if (failure === 'after') throw new StoreUnavailableError('told to fail')
    return result
  }
}
