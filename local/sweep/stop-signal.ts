/** Ctrl-C reaches the command twice at once: from the terminal, and handed on by the program that started it. */
const SAME_CALL_MS = 1_000

/** Ctrl-C ends a sweep after what is under way, a second one at once; nothing that was kept is lost either way. */
export class StopSignal {
  readonly #controller = new AbortController()
  readonly #asked = () => this.#ask()
  readonly #tell: (line: string) => void
  #askedAt: number | undefined

  constructor(tell: (line: string) => void) {
    this.#tell = tell
    process.on('SIGINT', this.#asked).on('SIGTERM', this.#asked)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Leaves Ctrl-C to itself again. */
  close(): void {
    process.off('SIGINT', this.#asked).off('SIGTERM', this.#asked)
  }

  #ask(): void {
    const now = performance.now()
    if (this.#askedAt === undefined) {
      this.#askedAt = now
      this.#tell('stopping after the trials that are under way; Ctrl-C again gives them up')
      this.#controller.abort()
    } else if (now - this.#askedAt > SAME_CALL_MS) process.exit(1)
  }
}
