import type { SweepMarket } from './engine.ts'

/** `openbell sweep` as it was typed; what is not typed is absent. */
export interface SweepOptions {
  readonly set?: readonly string[]
  readonly space?: string
  readonly random?: number
  readonly seed?: number
  readonly walkForward?: string
  readonly data?: string
  readonly symbols?: readonly string[]
  readonly from?: string
  readonly until?: string
  readonly sessions?: number
  readonly fills: SweepMarket['fills']
  readonly slippageBps?: number
  readonly commissionUsd?: number
  readonly startCash?: number
  readonly config?: string
  readonly jobs: number
  readonly out?: string
  readonly shard?: string
  readonly merge?: readonly string[]
  readonly json: boolean
}
