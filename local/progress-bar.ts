const BAR_WIDTH = 24

/** A terminal gets a bar that is drawn over, anything else a line now and then. */
export interface ProgressTarget {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** A bar for a terminal; `share` is what is done, 0 to 1. */
export function progressBar(share: number): string {
  const filled = Math.floor(BAR_WIDTH * share)
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`
}

/** "4:07", or "1:02:03" from an hour on; whole seconds. */
export function durationText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const padded = (part: number) => String(part).padStart(2, '0')
  return hours > 0
    ? `${hours}:${padded(minutes)}:${padded(seconds % 60)}`
    : `${minutes}:${padded(seconds % 60)}`
}
