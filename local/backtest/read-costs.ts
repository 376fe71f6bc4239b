import { type CostModel, costModelSchema } from '../../shared/backtest/costs/cost-model.ts'
import { UsageError } from '../failure.ts'

/** The costs of a run: the defaults with what the caller named. Throws `UsageError` that names the cost. */
export function readCosts(named: Readonly<Partial<CostModel>>): CostModel {
  const parsed = costModelSchema.safeParse(named)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'costs'}: ${message}`)
  throw new UsageError(`costs: ${problems.join('; ')}`)
}
