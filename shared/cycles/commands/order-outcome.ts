/** What became of an order of the owner. */
export type OrderOutcome =
  | {
      readonly done: true
      /** What the owner is told once it is durable. */
      readonly headline: string
      readonly body: string
      /** Orders at the broker follow from it, which this run sees to if the market is open. */
      readonly needsWork: boolean
    }
  /** Nothing was changed, and why. */
  | { readonly done: false; readonly why: string }

export function done(
  headline: string,
  body: string,
  options: { readonly needsWork?: boolean } = {},
): OrderOutcome {
  return { done: true, headline, body, needsWork: options.needsWork ?? false }
}

export function notDone(why: string): OrderOutcome {
  return { done: false, why }
}
