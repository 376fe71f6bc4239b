import { admitRequest, type RequestWindow } from '../../shared/pacing/request-window.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** More callers than this are never remembered at once; the one that was silent longest is forgotten. */
const CALLERS_MAX = 1_000

/** The requests of this process's callers. One instance serves the API, so that what it counts is what there was. */
export class RequestRate {
  readonly #windows = new Map<string, RequestWindow>()

  /** How long the caller has to wait, in milliseconds; 0 when the request is admitted. */
  admit(
    caller: string,
    { perMinuteMax, now }: { readonly perMinuteMax: number; readonly now: EpochMs },
  ): number {
    const verdict = admitRequest(this.#windows.get(caller) ?? [], perMinuteMax, now)
    // Put back at the end, so that the first one is the one that was silent longest.
    this.#windows.delete(caller)
    this.#windows.set(caller, verdict.window)
    if (this.#windows.size > CALLERS_MAX) this.#windows.delete(this.#windows.keys().next().value as string)
    return verdict.admitted ? 0 : verdict.waitMs
  }
}
