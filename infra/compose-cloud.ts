import type { Job } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import type { MeterReport } from '../shared/metrics/meter-report.ts'
import type { CallerCheck } from '../shared/ports/caller-check.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Reports } from '../shared/ports/reports.ts'
import type { Secret } from '../shared/ports/secrets.ts'
import type { Stopwatch } from '../shared/ports/stopwatch.ts'
import type { EpochMs } from '../shared/time/instant.ts'
import { readCallerSettings } from './caller-settings.ts'
import { admitEveryCaller } from './callers/admit-every-caller.ts'
import { startMachineStopwatch } from './clock/machine-stopwatch.ts'
import { SystemClock } from './clock/system-clock.ts'
import type { CloudServices } from './cloud-services.ts'
import type { BotParts } from './compose-telegram.ts'
import type { Environment } from './environment.ts'
import { OidcCallerCheck } from './google/oidc-caller-check.ts'
import { noReports } from './kept-reports/no-reports.ts'
import { openedOnce } from './lazy/opened-once.ts'
import { StructuredLog } from './log/structured-log.ts'

export interface CloudParts {
  now(): EpochMs
  /** Composed by the first call, the same from then on. */
  compose(): Promise<World>
  readonly log: Log
  callerCheck(job: Job): CallerCheck
  wallClock(): EpochMs
  telegram(): Promise<BotParts | undefined>
  readonly version: string
  sessionKey(): Promise<Secret | undefined>
  measured(): Promise<MeterReport>
  readonly reports: Reports
  startStopwatch(): Stopwatch
}

function googleCloud(env: Environment): CloudServices {
  const projectId = env['GOOGLE_CLOUD_PROJECT']
  return {
    clock: new SystemClock(),
    log: new StructuredLog(projectId === undefined ? {} : { projectId }),
    openStore: async (at) => (await import('./store/firestore-store.ts')).FirestoreStore.open(at),
    openSecrets: async (at) =>
      (await import('./secrets/secret-manager-secrets.ts')).SecretManagerSecrets.open(at),
  }
}

/**
 * What stands behind the functions in the cloud. Nothing is read and no code of the world is loaded before a run needs
 * it: a tick outside the session costs little more than its request.
 */
export function composeCloud(env: Environment, services = googleCloud(env)): CloudParts {
  const { log, clock } = services
  const checks = new Map<Job, CallerCheck>()
  const cloud = openedOnce(async () => (await import('./compose-cloud-world.ts')).cloudWorld(env, services))
  return {
    log,
    now: () => clock.now(),
    reports: noReports,
    startStopwatch: startMachineStopwatch,
    compose: async () => (await cloud()).world,
    wallClock: () => clock.now(),
    telegram: async () => (await cloud()).bot?.webhook(),
    version: env['K_REVISION'] ?? 'not deployed',
    sessionKey: async () => (await cloud()).sessionKey(),
    measured: async () => (await cloud()).measured(),
    callerCheck: (job) => {
      const check = checks.get(job) ?? checkOf(job, env, clock)
      checks.set(job, check)
      return check
    },
  }
}

function checkOf(job: Job, env: Environment, clock: Clock): CallerCheck {
  const settings = readCallerSettings(env)
  if (settings.callers === 'anyone') return admitEveryCaller
  const { functionsUrl, ...rules } = settings
  return new OidcCallerCheck({ ...rules, audience: `${functionsUrl}/${job}`, clock })
}
