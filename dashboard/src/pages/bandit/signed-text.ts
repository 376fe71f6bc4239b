/** A figure without a unit, such as a reward from -0.333 to 1, with its sign and three decimals: "−0.250". */
export function signedText(value: number): string {
  const size = Math.abs(value).toFixed(3)
  if (!/[1-9]/.test(size)) return size
  return `${value < 0 ? '−' : '+'}${size}`
}
