import type { BacktestResult } from '../../result/backtest-result.ts'
import { section } from '../page/section.ts'
import { conditionTable } from './condition-table.ts'

/** The promotion gate as far as the run can know it; nothing where it was not asked. */
export function promotionPart(promotion: BacktestResult['promotion'], refuted: boolean): string {
  if (!promotion) return ''
  const note = promotion.promoted
    ? 'Every condition for real money is met.'
    : 'Real money waits until every condition is met; what is not measured counts as not met.'
  return section(
    { id: 'promotion', title: 'What real money asks for', note, refuted },
    conditionTable(promotion.conditions),
  )
}
