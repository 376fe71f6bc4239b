import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import type { AccountIdKey } from '../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { type EtradeTransaction, toTransaction } from './mapper/transaction.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { fit } from './wire/fit.ts'
import { monthDayYear } from './wire/month-day-year.ts'
import {
  transactionDetailAnswer,
  transactionListAnswer,
  type WireTransaction,
} from './wire/transaction-answers.ts'

const LIST = 'accounts/transactions'
const DETAIL = 'accounts/transaction'
const ROWS_PER_PAGE_MAX = 50
const PAGES_MAX = 100

/**
 * All transactions of an account on these dates, both included, each once. The broker says that there are no more
 * when there are, and begins a page with the row on which the last one ended: the list ends with a page that is not
 * full, that has no marker, or that brings nothing new (reference §5).
 */
export async function listTransactions(
  client: EtradeClient,
  account: AccountIdKey,
  dates: { readonly from: ExchangeDate; readonly to: ExchangeDate },
): Promise<readonly EtradeTransaction[]> {
  const rows = new Map<string, WireTransaction>()
  let marker: string | undefined
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { transaction, marker: next } = await readPage(client, account, { ...dates, marker })
    const known = rows.size
    for (const row of transaction) rows.set(row.transactionId, row)
    const isLast = transaction.length < ROWS_PER_PAGE_MAX || next === undefined || rows.size === known
    if (isLast) return [...rows.values()].map(toTransaction)
    marker = next
  }
  throw new BrokerUnreachableError(LIST, `${LIST} has more than ${PAGES_MAX} pages`)
}

/** One transaction with all that the broker tells about it. */
export async function readTransaction(
  client: EtradeClient,
  account: AccountIdKey,
  { transactionId, storeId = '0' }: Pick<EtradeTransaction, 'transactionId' | 'storeId'>,
): Promise<EtradeTransaction> {
  const { body } = await client.read({
    operation: DETAIL,
    module: 'accounts',
    path: `accounts/${percentEncode(account)}/transactions/${transactionId}`,
    query: { storeId },
  })
  return toTransaction(fit(transactionDetailAnswer, DETAIL, body))
}

async function readPage(
  client: EtradeClient,
  account: AccountIdKey,
  asked: { readonly from: ExchangeDate; readonly to: ExchangeDate; readonly marker: string | undefined },
): Promise<{ readonly transaction: readonly WireTransaction[]; readonly marker?: string | undefined }> {
  const { body } = await client.read({
    operation: LIST,
    module: 'accounts',
    path: `accounts/${percentEncode(account)}/transactions`,
    query: {
      startDate: monthDayYear(asked.from),
      endDate: monthDayYear(asked.to),
      count: String(ROWS_PER_PAGE_MAX),
      ...(asked.marker === undefined ? {} : { marker: asked.marker }),
    },
  })
  return body === undefined
    ? { transaction: [] }
    : fit(transactionListAnswer, LIST, body).transactionListResponse
}
