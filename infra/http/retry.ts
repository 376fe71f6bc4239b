import pRetry from 'p-retry'

/** How a caller waits between attempts; both are handed in so that a test neither waits nor guesses. */
export interface Pause {
  delay(milliseconds: number): Promise<void>
  /** From 0 to 1. */
  random(): number
}

const RETRIES_MAX = 3
const FIRST_PAUSE_MS = 500

/** Repeats something that has no effect while its answer is transient; the last answer is the result. */
export async function repeatWhileTransient<T>(
  attempt: () => Promise<T>,
  isTransient: (answer: T) => boolean,
  pause: Pause,
): Promise<T> {
  try {
    return await pRetry(
      async () => {
        const answer = await attempt()
        if (isTransient(answer)) throw new TransientAnswer(answer)
        return answer
      },
      // The library's own timer is switched off: it knows neither full jitter nor our clock.
      { retries: RETRIES_MAX, minTimeout: 0, shouldRetry: (context) => pauseBeforeRetry(context, pause) },
    )
  } catch (error) {
    if (error instanceof TransientAnswer) return error.answer as T
    throw error
  }
}

/** Full jitter: anywhere between no pause and 0.5 · 2ⁿ seconds (spec §14). */
export function backoffMs(retriesBefore: number, random: number): number {
  return Math.floor(random * FIRST_PAUSE_MS * 2 ** retriesBefore)
}

async function pauseBeforeRetry(
  context: { readonly error: Error; readonly retriesConsumed: number },
  pause: Pause,
): Promise<boolean> {
  if (!(context.error instanceof TransientAnswer)) return false
  await pause.delay(backoffMs(context.retriesConsumed, pause.random()))
  return true
}

class TransientAnswer extends Error {
  readonly answer: unknown

  constructor(answer: unknown) {
    super('transient answer')
    this.answer = answer
  }
}
