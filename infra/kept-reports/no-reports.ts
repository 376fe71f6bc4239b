import type { Reports } from '../../shared/ports/reports.ts'

/** Where nobody runs backtests. */
export const noReports: Reports = {
  list: async () => [],
  read: async () => undefined,
}
