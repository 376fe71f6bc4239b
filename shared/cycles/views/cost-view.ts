import type { z } from 'zod'
import type { costAnswer } from '../../api/answers/dashboard-answers.ts'
import { costOfDays } from '../../cost/cost-of-days.ts'
import { totalUsd } from '../../cost/month-cost.ts'
import { TRADING_DAYS_A_MONTH } from '../../cost/month-use.ts'
import { PRICES } from '../../cost/price-list.ts'
import { moneyFromNumber, toDecimalText } from '../../domain/money.ts'
import { SECOND_MS } from '../../time/instant.ts'
import type { Known } from '../questions/asked.ts'

type Cost = Readonly<z.input<typeof costAnswer>>

/** What today has used of the cloud, and what a month of such days costs, to a hundredth of a cent; nothing is read. */
export function costView({ state }: Pick<Known, 'state'>): Cost {
  const about = { pricesOf: PRICES.lookedUpOn, tradingDaysAMonth: TRADING_DAYS_A_MONTH }
  const { usage } = state.day
  if (!usage) return { ...about, lines: [] }
  const { runs, reads, writes, deletes, runMs } = usage
  const lines = costOfDays(usage)
  return {
    ...about,
    usage: { runs, reads, writes, deletes, runSeconds: runMs / SECOND_MS },
    usdAMonth: usdText(totalUsd(lines)),
    lines: lines.map(({ item, used, usd }) => ({ item, used, usd: usdText(usd) })),
  }
}

function usdText(usd: number): string {
  return toDecimalText(moneyFromNumber(usd))
}
