/** "+1.16 %" or "-0.50 %": two decimals and always a sign. */
export function signedPct(pct: number): string {
  return `${pct < 0 ? '-' : '+'}${Math.abs(pct).toFixed(2)} %`
}
