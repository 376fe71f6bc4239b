const CODE = /^[A-Z]+(_[A-Z]+)*$/

/** "trailing stop" for TRAILING_STOP, "RSI weakness" for RSI_WEAKNESS; a strategy's own words are kept as they are. */
export function reasonWords(reason: string): string {
  if (!CODE.test(reason)) return reason
  return reason
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\brsi\b/, 'RSI')
}
