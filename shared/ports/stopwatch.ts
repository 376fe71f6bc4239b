/** Times one run as the machine sees it, whatever the clock of its world shows. */
export interface Stopwatch {
  elapsedMs(): number
  /** Resolves when so much time has passed since the start; never once the watch was stopped. */
  reached(milliseconds: number): Promise<void>
  /** Ends the waiting, so that it keeps no process alive; the time goes on. */
  stop(): void
}
