import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OperationName } from '../operations.ts'

/**
 * The broker's own canned answers, recorded by the project wetrade (MIT; account numbers and keys were replaced). The
 * sandbox gives them whatever it is asked for.
 */
const FILES: Partial<Record<OperationName, string>> = {
  'accounts/list': 'account-list',
  'accounts/balance': 'balance',
  'accounts/portfolio': 'portfolio',
  'market/quote': 'quote',
  'market/optionchains': 'options-chain',
  'orders/list': 'orders',
  'orders/detail': 'order-detail-error100',
  'orders/preview': 'preview-order',
  'orders/place': 'place-order',
  'orders/change/preview': 'preview-update',
  'orders/change/place': 'place-update',
  'orders/cancel': 'cancel-order',
}

/** The status that goes with an error; the details of an order are never there (etrade-api.md section 12). */
const ERROR_STATUS = 500

/** An answer of the sandbox. */
export interface CannedAnswer {
  readonly status: 200 | typeof ERROR_STATUS
  readonly body: object
}

/** What the sandbox answers to an operation; `undefined` for those whose answer nobody recorded. */
export function cannedAnswer(operation: OperationName): CannedAnswer | undefined {
  const name = FILES[operation]
  if (name === undefined) return undefined
  const body = JSON.parse(readFileSync(join(import.meta.dirname, 'canned', `${name}.json`), 'utf8'))
  return { status: 'Error' in body ? ERROR_STATUS : 200, body }
}
