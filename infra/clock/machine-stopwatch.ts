import type { Stopwatch } from '../../shared/ports/stopwatch.ts'

/** Starts a watch on the machine's monotonic clock. */
export function startMachineStopwatch(): Stopwatch {
  const startedAt = performance.now()
  const timers = new Set<NodeJS.Timeout>()
  const elapsedMs = () => performance.now() - startedAt
  return {
    elapsedMs,
    reached: (milliseconds) =>
      new Promise((resolve) => {
        timers.add(setTimeout(resolve, milliseconds - elapsedMs()))
      }),
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
