/** Why a position was closed, in words: "trailing stop" for TRAILING_STOP. */
export function reasonWords(reason: string): string {
  return reason === 'OWNER' ? 'your order' : reason.toLowerCase().replaceAll('_', ' ').replace('rsi', 'RSI')
}
