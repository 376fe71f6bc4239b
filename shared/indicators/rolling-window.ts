import { assertNumbers } from './saved-state.ts'

export interface RollingWindowState {
  /** In the order of the slots, not of time: sums must be taken in the same order after a restore. */
  readonly slots: readonly number[]
  readonly nextSlot: number
}

/** The last few numbers, in a ring that never grows. */
export class RollingWindow {
  readonly #capacity: number
  #slots: number[] = []
  #nextSlot = 0

  constructor(capacity: number) {
    if (!(Number.isInteger(capacity) && capacity >= 1))
      throw new RangeError(`window capacity must be a whole number of 1 or more, was ${capacity}`)
    this.#capacity = capacity
  }

  get isFull(): boolean {
    return this.#slots.length === this.#capacity
  }

  /** True once in every round, when the slot written next is the first one. */
  get isRoundComplete(): boolean {
    return this.#nextSlot === 0
  }

  /** In no particular order. */
  get values(): readonly number[] {
    return this.#slots
  }

  /** The number that the next push drives out; `undefined` while there is room. */
  get oldest(): number | undefined {
    return this.#slots[this.#nextSlot]
  }

  /** Takes a number in and answers the one it drove out. */
  push(value: number): number | undefined {
    const leaving = this.oldest
    this.#slots[this.#nextSlot] = value
    this.#nextSlot = this.#nextSlot + 1 === this.#capacity ? 0 : this.#nextSlot + 1
    return leaving
  }

  save(): RollingWindowState {
    return { slots: this.#slots.slice(), nextSlot: this.#nextSlot }
  }

  restore(state: RollingWindowState): void {
    assertNumbers('window', state, ['nextSlot'])
    const { slots, nextSlot } = state
    if (!Array.isArray(slots) || !slots.every((slot) => Number.isFinite(slot)))
      throw new TypeError('saved window.slots must be an array of finite numbers')
    if (!this.#fits(slots.length, nextSlot))
      throw new RangeError(
        `saved window must fit ${this.#capacity} slots, had ${slots.length} and slot ${nextSlot} next`,
      )
    this.#slots = slots.slice()
    this.#nextSlot = nextSlot
  }

  /** While filling, the next slot is the first empty one; afterwards it may be any. */
  #fits(length: number, nextSlot: number): boolean {
    if (length < this.#capacity) return nextSlot === length
    return length === this.#capacity && Number.isInteger(nextSlot) && nextSlot >= 0 && nextSlot < length
  }
}
