/** Encodes as RFC 5849 section 3.6 demands: all but letters, digits, "-", ".", "_" and "~" become upper-case %XX. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${hex(sign)}`)
}

/** Undoes percent-encoding; `undefined` when an escape is malformed. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** Decodes one name or value of a query string, where "+" stands for a space. */
export function queryDecode(text: string): string | undefined {
  return percentDecode(text.replaceAll('+', ' '))
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase()
}
