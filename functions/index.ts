import { http } from '@google-cloud/functions-framework'
import type { Job } from '../shared/cycles/trigger.ts'
import { api } from './api.ts'
import { dailyReport } from './daily-report.ts'
import type { FunctionParts } from './function-parts.ts'
import { positionMonitor } from './position-monitor.ts'
import { prepareDay } from './prepare-day.ts'
import { safeModeConfirm, safeModeOn } from './safe-mode.ts'
import { signalScan } from './signal-scan.ts'
import { telegramWebhook } from './telegram-webhook.ts'
import { tokenRenewal } from './token-renewal.ts'
import { watchdogFunction } from './watchdog.ts'

type Handler = Parameters<typeof http>[1]

const FUNCTIONS = {
  'signal-scan': signalScan,
  'position-monitor': positionMonitor,
  'token-renewal': tokenRenewal,
  'prepare-day': prepareDay,
  'daily-report': dailyReport,
  watchdog: watchdogFunction,
  'telegram-webhook': telegramWebhook,
  api,
  'safe-mode-on': safeModeOn,
  'safe-mode-confirm': safeModeConfirm,
} satisfies Record<Job, (parts: FunctionParts) => Handler>

/** The names under which the functions are reached. */
export const functionNames = Object.keys(FUNCTIONS) as readonly Job[]

/** Registers every function with the Functions Framework; `parts` says what stands behind the ports. */
export function registerFunctions(
  parts: FunctionParts,
  around: (handler: Handler) => Handler = (handler) => handler,
): void {
  for (const name of functionNames) http(name, around(FUNCTIONS[name](parts)))
}
