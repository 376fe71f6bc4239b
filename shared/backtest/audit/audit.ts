import type { Finding } from './finding.ts'

/** A check that ran, and how many things (fills, bars, decisions) it looked at; 0 means it could judge nothing. */
interface RanCheck {
  readonly name: string
  readonly looked: number
}

/** What was checked and what was found: no finding after some looks is a clean bill. */
export interface Audit {
  readonly checks: readonly RanCheck[]
  readonly findings: readonly Finding[]
}

/** Several audits of one run as one, in their order. */
export function joinAudits(audits: readonly Audit[]): Audit {
  return {
    checks: audits.flatMap(({ checks }) => checks),
    findings: audits.flatMap(({ findings }) => findings),
  }
}
