import type { Audit } from '../audit/audit.ts'

/** Whether a run may have a headline: a bias or a fault takes it away, a warning does not. */
export function isBelievable({ findings }: Pick<Audit, 'findings'>): boolean {
  return findings.every(({ severity }) => severity === 'warning')
}
