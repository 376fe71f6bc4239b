import type { z } from 'zod'
import type { readinessAnswer } from '../../api/answers/health-answers.ts'
import type { Known } from '../questions/asked.ts'
import { healthChecks } from '../questions/health.ts'

/** Whether everything runs as it should: the checks of /health. A check that nobody can answer does not stand in the way. */
export async function readinessView(known: Known): Promise<Readonly<z.input<typeof readinessAnswer>>> {
  const checks = await healthChecks(known)
  return {
    ready: checks.every(({ verdict }) => verdict !== 'ill'),
    checks: checks.map(({ name, verdict, detail }) => ({ name, verdict, detail })),
  }
}
