/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number & { readonly __unit: 'epoch-ms' }

/** A New York calendar date, "YYYY-MM-DD". Dates compare correctly as text. */
export type ExchangeDate = string & { readonly __unit: 'exchange-date' }

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
