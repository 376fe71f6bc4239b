import type { SubmitEvent } from 'react'

/** Which decisions are asked for; what is absent is today, or every symbol. */
export interface DecisionsAsked {
  readonly date?: string
  readonly symbol?: string
}

/** The date and the symbol whose decisions are listed. Nothing is asked for before "Show" is pressed. */
export function DecisionsFilter({
  date = '',
  symbol = '',
  onAsk,
}: DecisionsAsked & { readonly onAsk: (asked: DecisionsAsked) => void }) {
  return (
    <form
      className="form"
      aria-label="Which decisions"
      onSubmit={(event) => {
        event.preventDefault()
        onAsk(askedIn(event))
      }}
    >
      <label>
        Date in New York
        <input type="date" name="date" defaultValue={date} />
      </label>
      <label>
        Symbol, empty for all
        <input
          name="symbol"
          defaultValue={symbol}
          size={10}
          maxLength={10}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          pattern="[A-Za-z][A-Za-z0-9.]{0,9}"
          title="1-10 letters, digits or dots, such as AAPL"
        />
      </label>
      <button type="submit">Show</button>
    </form>
  )
}

function askedIn({ currentTarget }: SubmitEvent<HTMLFormElement>): DecisionsAsked {
  const fields = new FormData(currentTarget)
  const date = String(fields.get('date') ?? '')
  const symbol = String(fields.get('symbol') ?? '')
    .trim()
    .toUpperCase()
  return { ...(date && { date }), ...(symbol && { symbol }) }
}
