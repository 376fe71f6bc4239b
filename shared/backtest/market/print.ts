import type { Money } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'

/** One trade on the tape. Whether it happened in regular hours follows from its time alone. */
export interface Print {
  readonly time: EpochMs
  readonly price: Money
  /** Shares; 0 when the source states a price without a volume. */
  readonly size: number
}
