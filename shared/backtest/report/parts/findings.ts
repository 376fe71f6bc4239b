import { escaped } from '../../../charts/svg.ts'
import { epochMs, formatEt } from '../../../time/exchange-time.ts'
import type { Finding } from '../../audit/finding.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { countText } from '../text/number-text.ts'

/** More of them say nothing new. */
const SHOWN_MAX = 50

/** What stands in place of a headline where a check has refuted the run. */
export function refutedWarning(findings: readonly Finding[]): string {
  return tag(
    'section',
    { id: 'warning', class: 'card warning', role: 'alert' },
    textTag('h2', {}, 'Do not believe this backtest'),
    textTag(
      'p',
      {},
      'A check inside the run found that the rules knew what they could not know, or that orders were filled as no market fills them. So there is no headline and no result.',
    ),
    findingList(findings),
  )
}

/** What the owner should know before believing the figures; nothing where there is nothing to know. */
export function warnings(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  return section({ id: 'warnings', title: 'Know this before you believe it' }, findingList(findings))
}

function findingList(findings: readonly Finding[]): string {
  const left = findings.length - SHOWN_MAX
  return tag(
    'ul',
    { class: 'findings' },
    ...findings.slice(0, SHOWN_MAX).map(findingItem),
    left > 0 ? textTag('li', {}, `${countText(left, 'more finding')} in the JSON.`) : '',
  )
}

function findingItem({ check, severity, text, symbol, at }: Finding): string {
  const place = [symbol, at === undefined ? undefined : `${formatEt(epochMs(at), 'date-time')} ET`]
  const where = place.filter((word) => word !== undefined).join(', ')
  return tag(
    'li',
    { class: severity },
    textTag('b', {}, severity),
    escaped(` (${check}${where === '' ? '' : `, ${where}`}): ${text}`),
  )
}
