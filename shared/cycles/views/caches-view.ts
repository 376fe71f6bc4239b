import type { z } from 'zod'
import type { cachesAnswer } from '../../api/answers/health-answers.ts'
import type { MeterReport } from '../../metrics/meter-report.ts'

/** What the caches of this process did since it started, by the name of their kind; nothing is read. */
export function cachesView({ caches }: Pick<MeterReport, 'caches'>): Readonly<z.input<typeof cachesAnswer>> {
  return {
    caches: Object.entries(caches)
      .toSorted(([first], [second]) => (first < second ? -1 : 1))
      .map(([kind, report]) => ({ kind, ...report })),
  }
}
