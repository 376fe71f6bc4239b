import type { EpochMs } from '../../time/instant.ts'

/** Keeps what a clock showed, packed: the steps from reading to reading, each with how often it then showed the same. */
export class Readings {
  readonly packed: number[] = []
  #latest = 0

  get latest(): EpochMs {
    return this.#latest as EpochMs
  }

  note(at: EpochMs): EpochMs {
    const { packed } = this
    if (at === this.#latest && packed.length > 0) packed[packed.length - 1] = (packed.at(-1) ?? 0) + 1
    else packed.push(at - this.#latest, 1)
    this.#latest = at
    return at
  }
}

/** Shows packed readings again one by one; after the last it stands still. */
export class PackedClock {
  readonly #packed: readonly number[]
  #latest = 0
  #place = 0
  #left = 0

  constructor(packed: readonly number[]) {
    this.#packed = packed
  }

  /** The reading that was shown last. */
  get latest(): EpochMs {
    return this.#latest as EpochMs
  }

  next(): EpochMs {
    if (this.#left === 0 && this.#place < this.#packed.length) {
      this.#latest += this.#packed[this.#place] ?? 0
      this.#left = this.#packed[this.#place + 1] ?? 1
      this.#place += 2
    }
    this.#left = Math.max(0, this.#left - 1)
    return this.latest
  }
}
