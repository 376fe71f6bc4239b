import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

interface Planned {
  readonly at: EpochMs
  /** Equal moments happen in the order in which they were planned. */
  readonly number: number
  readonly happen: () => void
}

/** The time of a simulated world: it stands still while anybody works and jumps to the next thing that was planned. */
export class Timeline implements Clock {
  #now: EpochMs
  #planned = 0
  /** A binary heap, the next thing first. */
  readonly #heap: Planned[] = []

  constructor(start: EpochMs) {
    this.#now = start
  }

  now(): EpochMs {
    return this.#now
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.plan((this.#now + Math.max(0, milliseconds)) as EpochMs, resolve))
  }

  plan(at: EpochMs, happen: () => void): void {
    this.#planned += 1
    push(this.#heap, { at, number: this.#planned, happen })
  }

  /** Lets everything happen up to and including a moment. */
  async runTo(moment: EpochMs): Promise<void> {
    for (let next = this.#heap[0]; next && next.at <= moment; next = this.#heap[0]) {
      pop(this.#heap)
      if (next.at > this.#now) this.#now = next.at
      next.happen()
      await everybodyWaits()
    }
    if (moment > this.#now) this.#now = moment
  }
}

/**
 * Until all that follows at this moment has followed: whatever runs on after it has asked the timeline for something. A
 * next tick comes when no promise has anything left to do, and costs no look at the outside world.
 */
function everybodyWaits(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}

function isBefore(first: Planned, second: Planned): boolean {
  return first.at < second.at || (first.at === second.at && first.number < second.number)
}

function push(heap: Planned[], item: Planned): void {
  let place = heap.push(item) - 1
  while (place > 0) {
    const parent = (place - 1) >> 1
    if (!isBefore(item, heap[parent] as Planned)) break
    heap[place] = heap[parent] as Planned
    place = parent
  }
  heap[place] = item
}

function pop(heap: Planned[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let place = 0
  for (;;) {
    const [left, right] = [2 * place + 1, 2 * place + 2]
    let child = left
    if (right < heap.length && isBefore(heap[right] as Planned, heap[left] as Planned)) child = right
    if (child >= heap.length || !isBefore(heap[child] as Planned, last)) break
    heap[place] = heap[child] as Planned
    place = child
  }
  heap[place] = last
}
