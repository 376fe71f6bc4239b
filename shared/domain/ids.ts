/** Names that must never be mixed up. Each is a plain string at run time. */
type Branded<Name extends string> = string & { readonly __id: Name }

/** An exchange ticker such as "TQQQ", in the spelling of the broker's server. */
export type Ticker = Branded<'ticker'>
/** The broker's number of an accepted order; kept as text because the wire uses 64 bits. */
export type OrderId = Branded<'order'>
/** Our own number on a placement: 1–20 alphanumeric characters, derived from the intent. */
export type ClientOrderId = Branded<'client-order'>
/** One decision to send one order; it exists in the store before anything is sent. */
export type IntentId = Branded<'intent'>
/** One recorded decision with its inputs. */
export type DecisionId = Branded<'decision'>
/** One position from its first fill until it is flat. */
export type PositionId = Branded<'position'>
/** One closed position; it carries on the number of the position. */
export type TradeId = Branded<'trade'>
/** The broker's opaque key of an account; never the account number. */
export type AccountIdKey = Branded<'account'>

const TICKER_TEXT = /^[A-Z][A-Z0-9.]{0,9}$/

/** Reads a ticker; anything but 1–10 capital letters, digits or dots throws. */
export function ticker(text: string): Ticker {
  if (!TICKER_TEXT.test(text))
    throw new RangeError(`not a ticker: "${text}" (1-10 capital letters, digits or dots)`)
  return text as Ticker
}
