import type { EpochMs } from '../time/instant.ts'

/** The only source of the present and of waiting. Live it is the machine's clock, on a laptop the virtual one. */
export interface Clock {
  now(): EpochMs
  sleep(milliseconds: number): Promise<void>
}
