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
 * One check over everything it is about. The first five objections are told one by one, the others as a number, so that
 * a fault in every fill does not bury the other checks.
 */
export function judged<Item>(check: {
  readonly name: string
  readonly severity: Finding['severity']
  readonly items: Iterable<Item>
  readonly judge: (item: Item) => Objection | undefined
}): Audit {
  const findings: Finding[] = []
  let [looked, more] = [0, 0]
  for (const item of check.items) {
    looked += 1
    const objection = check.judge(item)
    if (objection === undefined) continue
    if (findings.length === FINDINGS_MAX) more += 1
    else findings.push({ check: check.name, severity: check.severity, ...objection })
  }
  if (more > 0)
    findings.push({ check: check.name, severity: check.severity, text: `and ${more} more of this kind` })
  return { checks: [{ name: check.name, looked }], findings }
}
