import { STATE_PATH } from '../shared/cycles/tick.ts'
import { moneyFromNumber } from '../shared/domain/money.ts'
import {
  newPaperAccount,
  PAPER_ACCOUNT_PATH,
  paperAccountSchema,
  paperReport,
} from '../shared/paper/paper-account.ts'
import { initialState, tradingStateSchema } from '../shared/state/trading-state.ts'
import { exchangeDate } from '../shared/time/exchange-time.ts'
import type { Observed } from './invariant-watch.ts'
import type { Stack } from './stack.ts'

const ORDERS_A_PAGE = 100

/** Reads our books and the broker's directly, without a call that would count or change anything. */
export async function observeBooks(stack: Stack, orderCalls: number): Promise<Observed> {
  const document = await stack.store.get(STATE_PATH)
  const date = exchangeDate(stack.clock.now())
  const state = document ? tradingStateSchema.parse(document.value) : initialState(date)
  const { mode } = stack.config
  const books = mode === 'LIVE' ? await exchangeBooks(stack) : await paperBooks(stack)
  return { mode, state, orderCalls, ...books }
}

type Books = Pick<Observed, 'holdings' | 'orders' | 'cash'>

async function exchangeBooks({ simulator, clock }: Stack): Promise<Books> {
  const { exchange } = simulator
  const fromDate = exchangeDate(clock.now())
  const { cash } = await exchange.balance()
  const { orders } = await exchange.orders({ fromDate, count: ORDERS_A_PAGE })
  return { cash, orders, holdings: await exchange.holdings() }
}

async function paperBooks({ store, config }: Stack): Promise<Books> {
  const document = await store.get(PAPER_ACCOUNT_PATH)
  const account = document
    ? paperAccountSchema.parse(document.value)
    : newPaperAccount(moneyFromNumber(config.demo.startCashUsd))
  const holdings = Object.entries(account.holdings).map(([symbol, { quantity }]) => ({ symbol, quantity }))
  return { cash: account.cash, orders: account.orders.map(paperReport), holdings }
}
