/** Picks the date whose trades are shown, in New York; an empty one stands for the latest of all dates. */
export function DateFilter({
  date,
  onChange,
}: {
  readonly date: string
  readonly onChange: (date: string) => void
}) {
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <label>
        Closed on (New York)
        <input type="date" value={date} onChange={({ target }) => onChange(target.value)} />
      </label>
      <button type="button" disabled={date === ''} onClick={() => onChange('')}>
        All dates
      </button>
    </form>
  )
}
