/** The value of a JSON text, or `undefined` when it is none; the broker answers with XML and HTML too. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, keepLargeIntegers)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A whole number in JSON from its digits, however many; the broker's identifiers have 64 bits. */
export function integerLiteral(digits: string): unknown {
  if (!/^\d{1,19}$/.test(digits)) throw new RangeError(`not a whole number of 1-19 digits: "${digits}"`)
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits.replace(/^0+(?=\d)/, ''))
}

/** Integers beyond what a number holds exactly stay text, so that no identifier loses its last digits. */
function keepLargeIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isRounded ? context?.source : value
}
