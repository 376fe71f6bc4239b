/** Counts the calls to providers for one who asks now and then. */
export interface CallsCount {
  /** Since the last time this was asked, by provider and module, e.g. "etrade/market". */
  take(): Readonly<Record<string, number>>
}
