import type { OrderTicket } from '../exchange/order-ticket.ts'

/**
 * The placements whose outcome the client cannot know. Symbol and side make the key, not the client order id: a client
 * that sends the same order again takes a fresh one.
 */
export class OpenPlacements {
  readonly #open = new Set<string>()

  isOpen(ticket: OrderTicket): boolean {
    return this.#open.has(keyOf(ticket))
  }

  /** The placement got no answer from which its outcome could be known. */
  leaveOpen(ticket: OrderTicket): void {
    this.#open.add(keyOf(ticket))
  }

  /** The client has read the list of orders, which settles them all. */
  settle(): void {
    this.#open.clear()
  }
}

function keyOf({ symbol, side }: OrderTicket): string {
  return `${side} ${symbol}`
}
