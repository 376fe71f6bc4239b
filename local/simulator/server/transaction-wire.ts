import { type Money, subtract, times, toNumber, ZERO } from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import type { Trade } from '../exchange/trades.ts'

/** What every row of one answer shares. */
export interface TransactionFrame {
  readonly account: ExchangeAccount
  /** The address of the account's transactions, e.g. "http://127.0.0.1:9100/v1/accounts/{key}/transactions". */
  readonly url: string
}

const STORE_ID = 0

/**
 * 14 digits as recorded ones have: year, day of the year, "2", then the order and the execution (SIM-ASSUMED; how
 * the broker numbers is unknown).
 */
export function transactionId({ order, execution, index }: Trade): string {
  const date = exchangeDate(execution.time)
  const dayOfYear = (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / 86_400_000 + 1
  const day = String(dayOfYear).padStart(3, '0')
  return `${date.slice(2, 4)}${day}2${order.orderId.padStart(6, '0')}${String(index).padStart(2, '0')}`
}

/**
 * The answer to accounts/{key}/transactions. `moreTransactions` is false on every page, as recorded where 274 rows
 * came 50 a page: only the marker says that there are more.
 */
export function transactionListResponse(
  page: { readonly trades: readonly Trade[]; readonly total: number; readonly marker?: string | undefined },
  frame: TransactionFrame,
) {
  const { trades, total, marker } = page
  return {
    TransactionListResponse: {
      ...(marker === undefined ? {} : { next: `${frame.url}.json?marker=${marker}`, marker }),
      pageMarkers: '',
      moreTransactions: false,
      transactionCount: trades.length,
      totalCount: total,
      Transaction: trades.map((trade) => wireTransaction(trade, frame)),
    },
  }
}

/** The answer to accounts/{key}/transactions/{id}. */
export function transactionDetailsResponse(trade: Trade, { account }: TransactionFrame) {
  const { order, execution } = trade
  return {
    TransactionDetailsResponse: {
      transactionId: Number(transactionId(trade)),
      accountId: account.accountId,
      transactionDate: execution.time,
      postDate: execution.time,
      amount: toNumber(amount(trade)),
      description: order.symbol,
      category: { categoryId: '0', parentId: '0', categoryName: '', parentName: '' },
      brokerage: {
        transactionType: typeWord(trade),
        ...traded(trade),
        memo: '',
        checkNo: '',
        orderNo: order.orderId,
        product: product(trade),
      },
    },
  }
}

function wireTransaction(trade: Trade, { account, url }: TransactionFrame) {
  const id = transactionId(trade)
  return {
    transactionId: id,
    accountId: account.accountId,
    transactionDate: trade.execution.time,
    postDate: 0,
    amount: toNumber(amount(trade)),
    description: trade.order.symbol,
    transactionType: typeWord(trade),
    memo: ' ',
    imageFlag: false,
    instType: 'BROKERAGE',
    storeId: STORE_ID,
    brokerage: { product: product(trade), ...traded(trade), displaySymbol: ' ', settlementDate: 0 },
    detailsURI: `${url}.json/${id}?storeId=${STORE_ID}`,
  }
}

function traded({ order, execution }: Trade) {
  return {
    quantity: order.side === 'BUY' ? execution.quantity : -execution.quantity,
    price: toNumber(execution.price),
    settlementCurrency: 'USD',
    paymentCurrency: 'USD',
    fee: toNumber(execution.fees),
  }
}

function product({ order }: Trade) {
  return { symbol: order.symbol, securityType: 'EQ' }
}

/** What came in; negative for a buy. */
function amount({ order, execution }: Trade): Money {
  const value = times(execution.price, execution.quantity)
  return order.side === 'SELL' ? subtract(value, execution.fees) : subtract(ZERO, value)
}

function typeWord({ order }: Trade): 'Bought' | 'Sold' {
  return order.side === 'BUY' ? 'Bought' : 'Sold'
}
