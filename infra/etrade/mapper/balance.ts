import type { AccountBalance } from '../../../shared/domain/account.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { WireBalance } from '../wire/account-answers.ts'
import { unknownWord } from './unknown-word.ts'

const OPERATION = 'accounts/balance'

/** An IRA cannot borrow, so it may spend what a cash account may. */
const KINDS: Readonly<Record<string, AccountBalance['kind']>> = {
  CASH: 'CASH',
  MARGIN: 'MARGIN',
  IRA: 'CASH',
}

/** What the account can spend. */
export function toBalance({ computed, ...account }: WireBalance): AccountBalance {
  const { settledCashForInvestment: settledCash, cashBuyingPower } = computed
  const cash = computed.netCash ?? computed.cashBalance
  if (cash === undefined) {
    const reason = 'computed has neither netCash nor cashBalance'
    throw new BrokerUnreachableError(OPERATION, `${OPERATION} answered what we cannot read: ${reason}`)
  }
  return {
    kind: accountKind(account),
    cash,
    ...(settledCash === undefined ? {} : { settledCash }),
    ...(cashBuyingPower === undefined ? {} : { cashBuyingPower }),
  }
}

/** Some answers have only `accountType`, which then holds the mode. */
function accountKind({ accountMode, accountType }: Omit<WireBalance, 'computed'>): AccountBalance['kind'] {
  const seen = accountMode ?? accountType ?? 'missing'
  const kind = KINDS[seen]
  if (!kind) throw unknownWord(OPERATION, 'accountMode', { seen, known: Object.keys(KINDS) })
  return kind
}
