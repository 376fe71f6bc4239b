/** "10,150" or "31.20": a round amount along an axis; cents are written both or not at all. */
export function dollarText(value: number, decimals: number): string {
  const shown = decimals === 0 ? 0 : Math.max(2, decimals)
  return value.toLocaleString('en-US', { minimumFractionDigits: shown, maximumFractionDigits: shown })
}
