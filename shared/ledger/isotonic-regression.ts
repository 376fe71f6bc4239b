/** Something observed at a position on the x axis. */
export interface Observation {
  readonly x: number
  readonly y: number
}

/** A stretch of the x axis on which the fitted value is the same. */
export interface IsotonicBlock {
  readonly from: number
  readonly to: number
  /** The mean of the observations in it. */
  readonly value: number
  readonly weight: number
}

/**
 * The rising step function nearest to the observations in least squares, by pooling adjacent violators: a block that
 * lies no higher than the one before it is merged with it until every step rises. The order of the observations
 * does not matter.
 */
export function isotonicRegression(observations: readonly Observation[]): readonly IsotonicBlock[] {
  const blocks: Pool[] = []
  for (const next of poolsByX(observations)) {
    let pool = next
    for (let before = blocks.at(-1); before && !rises(before, pool); before = blocks.at(-1)) {
      pool = merged(before, pool)
      blocks.pop()
    }
    blocks.push(pool)
  }
  return blocks.map(({ from, to, sum, weight }) => ({ from, to, value: sum / weight, weight }))
}

/** Sums are pooled, not means, so that the pools of whole-numbered observations stay exact. */
interface Pool {
  readonly from: number
  readonly to: number
  readonly sum: number
  readonly weight: number
}

/** One x can have one value only: what was observed there is pooled before anything is compared. */
function poolsByX(observations: readonly Observation[]): readonly Pool[] {
  const pools: Pool[] = []
  for (const { x, y } of [...observations].sort((first, second) => first.x - second.x)) {
    const pool = { from: x, to: x, sum: y, weight: 1 }
    const last = pools.at(-1)
    if (last?.to === x) pools[pools.length - 1] = merged(last, pool)
    else pools.push(pool)
  }
  return pools
}

function rises(before: Pool, after: Pool): boolean {
  return before.sum * after.weight < after.sum * before.weight
}

function merged(before: Pool, after: Pool): Pool {
  return {
    from: before.from,
    to: after.to,
    sum: before.sum + after.sum,
    weight: before.weight + after.weight,
  }
}
