import type { EpochMs } from '../../time/instant.ts'
import type { Audit } from './audit.ts'
import type { Finding } from './finding.ts'

const FINDINGS_MAX = 5

/** What a check has against one thing it looked at. */
export interface Objection {
  readonly text: string
  readonly symbol?: string
  readonly at?: EpochMs
  /** Where it differs from the usual one of the check. */
  readonly severity?: Finding['severity']
}

/**
 * One check over everything it is about. The first five objections of a severity are told one by one, the others as a
 * number, so that a fault in every fill does not bury the other checks, nor warnings the one fault.
 */
export function judged<Item>(check: {
  readonly name: string
  readonly severity: Finding['severity']
  readonly items: Iterable<Item>
  readonly judge: (item: Item) => Objection | undefined
}): Audit {
  const findings: Finding[] = []
  const counts = new Map<Finding['severity'], number>()
  let looked = 0
  for (const item of check.items) {
    looked += 1
    const objection = check.judge(item)
    if (objection === undefined) continue
    const finding: Finding = { check: check.name, severity: check.severity, ...objection }
    const count = (counts.get(finding.severity) ?? 0) + 1
    counts.set(finding.severity, count)
    if (count <= FINDINGS_MAX) findings.push(finding)
  }
  return { checks: [{ name: check.name, looked }], findings: [...findings, ...rests(check.name, counts)] }
}

function rests(check: string, counts: ReadonlyMap<Finding['severity'], number>): readonly Finding[] {
  return [...counts].flatMap(([severity, count]) => {
    const more = count - FINDINGS_MAX
    return more > 0 ? [{ check, severity, text: `and ${more} more of this kind` }] : []
  })
}
