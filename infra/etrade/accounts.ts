import type { AccountIdKey } from '../../shared/domain/ids.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { accountListAnswer } from './wire/account-answers.ts'
import { fit } from './wire/fit.ts'

/** An account to choose from. */
export interface EtradeAccount {
  readonly accountIdKey: AccountIdKey
  /** Only the last four characters, e.g. "****0007". */
  readonly accountId: string
  /** The broker's word: CASH, MARGIN, IRA … */
  readonly kind: string
  readonly status: string
  readonly name: string
}

export const ACCOUNT_LIST_CALL = {
  operation: 'accounts/list',
  module: 'accounts',
  path: 'accounts/list',
} as const

/** The accounts of the person who signed in, without the closed ones. */
export async function listAccounts(client: EtradeClient): Promise<readonly EtradeAccount[]> {
  const { body } = await client.read(ACCOUNT_LIST_CALL)
  if (body === undefined) return []
  const { account } = fit(accountListAnswer, ACCOUNT_LIST_CALL.operation, body).accountListResponse.accounts
  return account
    .filter(({ accountStatus }) => accountStatus !== 'CLOSED')
    .map(({ accountIdKey, accountId, accountMode, accountStatus, accountName, accountDesc }) => ({
      accountIdKey: accountIdKey as AccountIdKey,
      accountId: `****${accountId.slice(-4)}`,
      kind: accountMode,
      status: accountStatus,
      name: accountName || accountDesc,
    }))
}
