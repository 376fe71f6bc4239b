import type { CostModel } from './cost-model.ts'

/** How many whole shares all our fills within one bar may come to, of the shares that the bar traded. */
export function quantityOfBar(costs: CostModel, barVolume: number): number {
  return Math.floor((barVolume * costs.volumeSharePctMax) / 100)
}
