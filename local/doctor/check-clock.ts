import {
  isClockHealthy,
  isClockNoticeable,
  offsetMs,
  UNKNOWN_OFFSET,
  withRoundTrip,
} from '../../shared/time/clock-offset.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { Finding } from './finding.ts'

const TIMEOUT_MS = 5_000

/** Compares this computer's clock with the `Date` of an answer from that address. */
export async function checkClock(url: string): Promise<Finding> {
  const { origin } = new URL(url)
  const sentAt = now()
  const answer = await answerOf(url)
  if (answer instanceof Error) return skipped(`no answer from ${origin} (${answer.message})`)
  const stamp = Date.parse(answer.headers.get('Date') ?? '') as EpochMs
  if (Number.isNaN(stamp)) return skipped(`the answer from ${origin} has no usable Date`)
  return judged(origin, offsetMs(withRoundTrip(UNKNOWN_OFFSET, { sentAt, receivedAt: now(), stamp })) ?? 0)
}

function judged(origin: string, offset: number): Finding {
  const seconds = (Math.abs(offset) / 1_000).toFixed(1)
  const seen = `${origin} is ${seconds} s ${offset < 0 ? 'behind' : 'ahead of'} this computer`
  const remedy = 'set the time of this computer, best by switching its time synchronisation on'
  if (!isClockHealthy(offset)) return { check: 'clock', level: 'FAILED', seen, remedy }
  if (isClockNoticeable(offset)) return { check: 'clock', level: 'warning', seen, remedy }
  return { check: 'clock', level: 'ok', seen }
}

function skipped(why: string): Finding {
  const remedy = 'connect to the network, or name another address with --clock-url'
  return { check: 'clock', level: 'warning', seen: `skipped: ${why}`, remedy }
}

/** Any answer will do, as all of them are stamped. */
async function answerOf(url: string): Promise<Response | Error> {
  try {
    return await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return error.cause instanceof Error ? error.cause : error
  }
}

function now(): EpochMs {
  return Date.now() as EpochMs
}
