import type { z } from 'zod'
import type { accountAnswer } from '../../api/answers/account-answers.ts'
import { needsArming } from '../../config/needs-arming.ts'
import { toDecimalText } from '../../domain/money.ts'
import type { EquityRecord } from '../../state/risk-state.ts'
import type { Known } from '../questions/asked.ts'

type Account = Readonly<z.input<typeof accountAnswer>>

/** What the broker says of the account now, and what the last monitor made of it; one call. A figure nobody told is absent. */
export async function accountView({ world, state }: Known): Promise<Account> {
  const { kind, cash, settledCash, cashBuyingPower } = await world.broker.balance()
  const { equity } = state.risk
  return {
    mode: world.config.mode,
    broker: world.config.broker.environment,
    armed: needsArming(world.config) && state.owner.armedAt !== undefined,
    kind,
    cash: toDecimalText(cash),
    ...(settledCash !== undefined && { settledCash: toDecimalText(settledCash) }),
    ...(cashBuyingPower !== undefined && { buyingPower: toDecimalText(cashBuyingPower) }),
    ...(equity && { equity: equityOf(equity) }),
  }
}

function equityOf({
  latest,
  highWater,
  startCapital,
  netDeposits,
}: EquityRecord): NonNullable<Account['equity']> {
  return {
    latest: toDecimalText(latest),
    highWater: toDecimalText(highWater),
    startCapital: toDecimalText(startCapital),
    netDeposits: toDecimalText(netDeposits),
  }
}
