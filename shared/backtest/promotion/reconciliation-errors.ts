import { z } from 'zod'
import type { Store } from '../../ports/store.ts'
import type { SafeModeReason } from '../../state/risk-state.ts'
import { addDays } from '../../time/exchange-time.ts'
import type { KeptRun } from './kept-run.ts'

/** How often the books and the broker disagreed, or why it is not known. */
type ReconciliationErrors = { readonly errors: number } | { readonly unknown: string }

/** The reasons that a comparison with the broker puts safe mode on for (`reconcile-holdings.ts`). */
const REASONS: readonly SafeModeReason[] = ['reconciliation-mismatch', 'unexpected-short']

/** As long as an alert stays in the store (`tick.ts`). */
const ALERTS_KEPT_DAYS = 30

const alertSchema = z.object({ alertId: z.string() })

/**
 * Counts the alerts that told of a difference, and the trips that still hold. Alerts go after 30 days: that none is left of a
 * longer run does not say that there was none.
 */
export async function reconciliationErrors(
  store: Store,
  { sessions, state }: KeptRun,
): Promise<ReconciliationErrors> {
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || last === undefined) return { unknown: 'because no session is kept' }
  const alerts = await store.query({ collection: 'outbox', where: { type: 'SAFE_MODE' } })
  const told = alerts.map(({ value }) => alertSchema.parse(value).alertId)
  const holding = (state?.risk.safeMode ?? []).map(({ reason, at }) => `safe-mode-on-${reason}-${at}`)
  const errors = new Set([...told, ...holding].filter(isReconciliation)).size
  if (errors === 0 && first < addDays(last, -ALERTS_KEPT_DAYS))
    return {
      unknown: `because alerts stay ${ALERTS_KEPT_DAYS} days and the run goes back to ${first}`,
    }
  return { errors }
}

function isReconciliation(alertId: string): boolean {
  return REASONS.some((reason) => alertId.startsWith(`safe-mode-on-${reason}-`))
}
