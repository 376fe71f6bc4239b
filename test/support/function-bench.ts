import type { FunctionParts, TelegramParts } from '../../functions/function-parts.ts'
import { noReports } from '../../infra/kept-reports/no-reports.ts'
import { StructuredLog } from '../../infra/log/structured-log.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { CallerVerdict } from '../../shared/ports/caller-check.ts'
import type { Stopwatch } from '../../shared/ports/stopwatch.ts'

type LogLine = Readonly<Record<string, unknown>>

/** A stopwatch that the test moves; it waits until somebody waits for that time. */
class HandStopwatch implements Stopwatch {
  current = 0
  isStopped = false
  readonly #waiting = Promise.withResolvers<() => void>()

  elapsedMs(): number {
    return this.current
  }

  reached(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.resolve(() => {
        if (this.current >= milliseconds) resolve()
      })
    })
  }

  stop(): void {
    this.isStopped = true
  }

  async passTo(milliseconds: number): Promise<void> {
    this.current = milliseconds
    const check = await this.#waiting.promise
    check()
  }
}

/** What stands behind functions in a test, and a hand on each of it. */
export function functionBench(compose: () => World) {
  const lines: LogLine[] = []
  const checked: (readonly [string, string | undefined])[] = []
  const stopwatch = new HandStopwatch()
  const bench = {
    lines,
    checked,
    stopwatch,
    verdict: { ok: true } as CallerVerdict | Error,
    telegram: undefined as TelegramParts | undefined,
  }
  const parts: FunctionParts = {
    now: () => compose().clock.now(),
    compose,
    log: new StructuredLog({ output: { write: (line) => void lines.push(JSON.parse(line)) } }),
    callerCheck: (job) => ({
      verify: async (authorization) => {
        checked.push([job, authorization])
        if (bench.verdict instanceof Error) throw bench.verdict
        return bench.verdict
      },
    }),
    startStopwatch: () => stopwatch,
    wallClock: () => compose().clock.now(),
    telegram: async () => bench.telegram,
    version: 'test',
    sessionKey: async () => undefined,
    measured: () => ({ caches: {}, calls: {} }),
    reports: noReports,
  }
  return Object.assign(bench, { parts })
}
