import type { Job } from '../shared/cycles/trigger.ts'

/**
 * How long a caller waits for the answer of each job, at most. A run of the session ends before its next tick; the jobs
 * round the day read a whole universe. Terraform has the same numbers (terraform/functions.tf); a test compares them.
 */
export const TIME_BUDGET_SECONDS: Readonly<Record<Job, number>> = {
  'position-monitor': 55,
  'signal-scan': 100,
  watchdog: 50,
  'telegram-webhook': 55,
  'token-renewal': 60,
  'prepare-day': 540,
  'daily-report': 300,
  api: 300,
  'safe-mode-on': 60,
  'safe-mode-confirm': 60,
}

/** By so much the platform waits longer: our own answer, which says what happened, comes before its own. */
export const SCHEDULER_MARGIN_SECONDS = 5
