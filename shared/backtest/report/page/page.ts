import { tag, textTag } from './html.ts'
import { SORT_SCRIPT, SORT_SCRIPT_SHA256 } from './sort-script.ts'
import { STYLE_SHEET } from './style-sheet.ts'

/** Nothing is fetched and nothing runs but the one script whose hash is named. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${SORT_SCRIPT_SHA256}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The whole file: head with policy and style, then the parts of the body, which are markup already. */
export function page(title: string, parts: readonly string[]): string {
  const head = tag(
    'head',
    {},
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    textTag('title', {}, title),
    tag('style', {}, STYLE_SHEET),
  )
  const body = tag('body', {}, tag('main', {}, ...parts), tag('script', {}, SORT_SCRIPT))
  return `<!doctype html>\n${tag('html', { lang: 'en' }, head, body)}\n`
}
