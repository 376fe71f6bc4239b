/** The broker's own words when it says no, whichever of its formats they came in. */
export interface BrokerProblem {
  readonly httpStatus: number
  readonly code?: string
  readonly text: string
  /** The OAuth word when it is about the sign-in, e.g. "token_expired". */
  readonly oauthProblem?: string
}

const OAUTH_PROBLEM = /oauth_problem=([a-z_]+)/
const RATE_LIMIT_TEXT = /number of requests exceeded/i
const SHOWN_CHARACTERS_MAX = 200

/**
 * Finds the refusal in an answer: a JSON `Error` object even under status 200, an XML `<Error>` even where JSON was
 * asked for, or an `oauth_problem` in a page (reference §1, §4).
 */
export function findProblem(answer: {
  readonly status: number
  readonly text: string
  readonly json: unknown
}): BrokerProblem | undefined {
  const { status: httpStatus, text, json } = answer
  const words = wordsInJson(json) ?? wordsInXml(text) ?? (httpStatus >= 400 ? wordsInPage(text) : undefined)
  if (!words) return undefined
  const oauthProblem = OAUTH_PROBLEM.exec(words.text)?.[1]
  return { httpStatus, ...words, ...(oauthProblem ? { oauthProblem } : {}) }
}

/** Whether these are the broker's words for too many calls (reference §10). */
export function speaksOfLimit({ text }: BrokerProblem): boolean {
  return RATE_LIMIT_TEXT.test(text)
}

/** The text of a page or an XML body as one short line, without its markup. */
export function shownText(text: string): string {
  return shortLine(unescaped(text.replace(/<[^>]*>/g, ' ')))
}

function shortLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > SHOWN_CHARACTERS_MAX ? `${line.slice(0, SHOWN_CHARACTERS_MAX)}…` : line
}

interface Words {
  readonly code?: string
  readonly text: string
}

function wordsInJson(json: unknown): Words | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { Error: error = (json as { readonly error?: unknown }).error } = json as { readonly Error?: unknown }
  if (typeof error !== 'object' || error === null) return undefined
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return {
    ...(code === undefined ? {} : { code: shortLine(String(code)) }),
    text: shortLine(typeof message === 'string' ? message : JSON.stringify(error)),
  }
}

function wordsInXml(text: string): Words | undefined {
  const error = /<Error\b[^>]*>([\s\S]*?)<\/Error>/i.exec(text)?.[1]
  if (error === undefined) return undefined
  const code = /<code>\s*([^<]*?)\s*<\/code>/i.exec(error)?.[1]
  const message = /<message>([\s\S]*?)<\/message>/i.exec(error)?.[1] ?? error
  return { ...(code ? { code: shownText(code) } : {}), text: shownText(message) }
}

function wordsInPage(text: string): Words | undefined {
  return OAUTH_PROBLEM.test(text) || RATE_LIMIT_TEXT.test(text) ? { text: shownText(text) } : undefined
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
