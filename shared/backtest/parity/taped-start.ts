import { z } from 'zod'
import { LEARNING_PATH } from '../../cycles/learning.ts'
import type { TapedRun } from '../../cycles/replay/day-tapes.ts'
import { STATE_PATH } from '../../cycles/tick.ts'
import { type Money, max, subtract, ZERO } from '../../domain/money.ts'
import {
  newPaperAccount,
  PAPER_ACCOUNT_PATH,
  type PaperAccount,
  paperAccountSchema,
} from '../../paper/paper-account.ts'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { moneySchema } from '../../state/document-schemas.ts'
import { learningSchema } from '../../state/learning-schema.ts'
import { NO_OWNER_ORDERS } from '../../state/owner-state.ts'
import { initialState, type TradingState, tradingStateSchema } from '../../state/trading-state.ts'
import { exchangeInstant } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { nextOpenDay } from '../../time/market-calendar.ts'
import type { Standing } from '../engine/run-day.ts'
import { ParityRefusedError } from './parity-refused.ts'

const balanceSchema = z.looseObject({
  cash: moneySchema,
  settledCash: moneySchema.exactOptional(),
  cashBuyingPower: moneySchema.exactOptional(),
})

/** What a tape keeps of a document that was read: nothing in `value` where an earlier tape tells it. */
const readSchema = z.looseObject({ value: z.record(z.string(), z.unknown()).nullable().exactOptional() })

/**
 * How things stood before the first run of a date, with the owner's word taken away: neither paused nor in safe mode, and
 * armed. What the rules themselves would put safe mode on for they find again.
 */
export async function tapedStart(
  store: Store,
  date: ExchangeDate,
  tapes: readonly TapedRun[],
): Promise<Standing> {
  const state = stateBefore(date, tapes)
  if (Object.keys(state.positions).length > 0)
    throw new ParityRefusedError(
      'held-over-night',
      'shares were held before the day, which no backtest begins with',
    )
  const learning = firstRead(tapes, LEARNING_PATH)
  return {
    state,
    account: await accountBefore(store, { date, tapes, state }),
    ...(learning && { learning: learningSchema.parse(learning) }),
  }
}

function stateBefore(date: ExchangeDate, tapes: readonly TapedRun[]): TradingState {
  const read = firstRead(tapes, STATE_PATH)
  const state = read ? tradingStateSchema.parse(read) : initialState(date)
  return {
    ...state,
    orders: {},
    owner: { ...NO_OWNER_ORDERS, armedAt: exchangeInstant(date, 0) },
    risk: { ...state.risk, safeMode: [] },
  }
}

interface Before {
  readonly date: ExchangeDate
  readonly tapes: readonly TapedRun[]
  readonly state: TradingState
}

/**
 * The account as the first run that asked found it. Where none asked nothing was bought, so that the simulated account is
 * still the one of the morning, and that of the broker is worth what it was worth when it was seen last.
 */
async function accountBefore(store: Store, { date, tapes, state }: Before): Promise<PaperAccount> {
  const answer = firstAnswer(tapes, 'broker.balance')
  if (answer !== undefined) return accountOf(date, balanceSchema.parse(answer))
  const document = await store.get(PAPER_ACCOUNT_PATH)
  if (document) return paperAccountSchema.parse(document.value)
  if (state.risk.equity) return newPaperAccount(state.risk.equity.latest)
  throw new ParityRefusedError('no-account', 'no run of the day or of a day before it has read the account')
}

function accountOf(
  date: ExchangeDate,
  { cash, settledCash, cashBuyingPower }: z.infer<typeof balanceSchema>,
): PaperAccount {
  const unsettled = max(ZERO, subtract(cash, settledCash ?? cashBuyingPower ?? cash)) as Money
  return {
    ...newPaperAccount(cash),
    unsettled: unsettled === ZERO ? [] : [{ amount: unsettled, settlesOn: nextOpenDay(date) }],
  }
}

/** A document as the first run that was told it found it; `undefined` where nobody read it or there was none. */
function firstRead(
  tapes: readonly TapedRun[],
  path: DocumentPath,
): Readonly<Record<string, unknown>> | undefined {
  const reads = answersTo(tapes, `read ${path}`).map((answer) => readSchema.parse(answer).value)
  return reads.find((value) => value !== undefined) ?? undefined
}

function firstAnswer(tapes: readonly TapedRun[], key: string): unknown {
  return answersTo(tapes, key)[0]
}

function answersTo(tapes: readonly TapedRun[], key: string): readonly unknown[] {
  return tapes
    .flatMap(({ tape }) => tape?.calls ?? [])
    .filter((call) => call.key === key && !call.error && call.answer !== undefined)
    .map(({ answer }) => answer)
}
