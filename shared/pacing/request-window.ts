import { type EpochMs, MINUTE_MS } from '../time/instant.ts'

/** When one caller's requests of the last minute came, oldest first. */
export type RequestWindow = readonly EpochMs[]

/** The window with one more request, or how long until there is room for it. */
export type WindowVerdict =
  | { readonly admitted: true; readonly window: RequestWindow }
  | { readonly admitted: false; readonly window: RequestWindow; readonly waitMs: number }

/** Admits at most so many requests in any minute, wherever that minute begins; what was refused does not count. */
export function admitRequest(window: RequestWindow, perMinuteMax: number, now: EpochMs): WindowVerdict {
  const recent = window.filter((at) => at > now - MINUTE_MS)
  const oldest = recent.at(-perMinuteMax)
  if (oldest === undefined) return { admitted: true, window: [...recent, now] }
  return { admitted: false, window: recent, waitMs: oldest + MINUTE_MS - now }
}
