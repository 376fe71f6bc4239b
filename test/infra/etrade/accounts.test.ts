import { expect, test } from '@jest/globals'
import { listAccounts } from '../../../infra/etrade/accounts.ts'
import { clientOf, fixture, type Reply, scriptedBroker } from '../../support/scripted-broker.ts'

async function accounts(reply: Reply) {
  const broker = await scriptedBroker([reply])
  const client = clientOf(broker)
  try {
    return await listAccounts(client)
  } finally {
    client.close()
    await broker.close()
  }
}

test('closed accounts are left out and account numbers show their end only', async () => {
  expect(await accounts({ body: fixture('sandbox-account-list') })).toEqual([
    {
      accountIdKey: 'SCRUBBED-ACCOUNT-ID-KEY-3',
      accountId: '****0007',
      kind: 'IRA',
      status: 'ACTIVE',
      name: 'NickName-1',
    },
    {
      accountIdKey: 'SCRUBBED-ACCOUNT-ID-KEY-4',
      accountId: '****0006',
      kind: 'CASH',
      status: 'ACTIVE',
      name: 'NickName-2',
    },
    {
      accountIdKey: 'SCRUBBED-ACCOUNT-ID-KEY-1',
      accountId: '****0008',
      kind: 'CASH',
      status: 'ACTIVE',
      name: 'NickName-3',
    },
  ])
})

test('a single account may come bare, and one without a name is called by its description', async () => {
  const account = {
    accountId: 840123456,
    accountIdKey: 'k',
    accountMode: 'CASH',
    accountStatus: 'ACTIVE',
    accountName: '',
    accountDesc: 'INDIVIDUAL',
  }
  const body = { accountListResponse: { accounts: { account } } }
  expect(await accounts({ body })).toEqual([
    { accountIdKey: 'k', accountId: '****3456', kind: 'CASH', status: 'ACTIVE', name: 'INDIVIDUAL' },
  ])
})

test('204 is no account, and what does not fit is an error', async () => {
  expect(await accounts({ status: 204 })).toEqual([])
  await expect(accounts({ body: { AccountListResponse: {} } })).rejects.toThrow(
    'accountListResponse.accounts was missing',
  )
})
