/** What a check of `openbell doctor` found; only a failed one keeps the system from working. */
export interface Finding {
  readonly check: 'config' | 'clock' | 'store' | 'secrets' | 'broker' | 'telegram'
  readonly level: 'ok' | 'warning' | 'FAILED'
  readonly seen: string
  /** What to do; absent where nothing has to be done. */
  readonly remedy?: string
}
