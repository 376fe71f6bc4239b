import { add, type Money, toNumber } from '../../../shared/domain/money.ts'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import type { ExchangeBalance } from '../exchange/funds.ts'

const DESCRIPTION = 'Simulated brokerage'

/** The answer to accounts/list: the one simulated account. */
export function accountListResponse(account: ExchangeAccount) {
  const listed = {
    accountId: account.accountId,
    accountIdKey: account.accountIdKey,
    accountMode: account.kind,
    accountDesc: DESCRIPTION,
    accountName: 'Simulator',
    accountType: 'INDIVIDUAL',
    institutionType: 'BROKERAGE',
    accountStatus: 'ACTIVE',
    closedDate: 0,
    shareWorksAccount: false,
    fcManagedMssbClosedAccount: false,
  }
  return { AccountListResponse: { Accounts: { Account: [listed] } } }
}

/** The answer to accounts/{key}/balance. `marketValue` is what the held shares are worth now. */
export function balanceResponse(account: ExchangeAccount, balance: ExchangeBalance, marketValue: Money) {
  return {
    BalanceResponse: {
      accountId: account.accountId,
      accountType: account.kind,
      accountMode: account.kind,
      accountDescription: DESCRIPTION,
      optionLevel: 'NO_OPTIONS',
      Cash: { fundsForOpenOrdersCash: toNumber(balance.reservedCash), moneyMktBalance: 0 },
      Computed: {
        ...cashFigures(balance),
        ...(account.kind === 'MARGIN' ? { marginBuyingPower: toNumber(balance.cashBuyingPower) } : {}),
        OpenCalls: { cashCall: 0 },
        RealTimeValues: realTimeValues(balance.cash, marketValue),
      },
    },
  }
}

function cashFigures(balance: ExchangeBalance) {
  return {
    cashAvailableForInvestment: toNumber(balance.cashBuyingPower),
    cashAvailableForWithdrawal: toNumber(balance.settledCash),
    totalAvailableForWithdrawal: toNumber(balance.settledCash),
    netCash: toNumber(balance.cash),
    cashBalance: toNumber(balance.cash),
    settledCashForInvestment: toNumber(balance.settledCash),
    unSettledCashForInvestment: toNumber(balance.unsettledCash),
    fundsWithheldFromPurchasePower: toNumber(balance.reservedCash),
    fundsWithheldFromWithdrawal: toNumber(balance.reservedCash),
    cashBuyingPower: toNumber(balance.cashBuyingPower),
  }
}

function realTimeValues(cash: Money, marketValue: Money) {
  return {
    totalAccountValue: toNumber(add(cash, marketValue)),
    netMv: toNumber(marketValue),
    netMvLong: toNumber(marketValue),
    netMvShort: 0,
    totalLongValue: toNumber(marketValue),
  }
}
