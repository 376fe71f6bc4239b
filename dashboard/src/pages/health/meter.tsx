const WHOLE = new Intl.NumberFormat('en-US')

/** How much of a limit is used, as a bar and in words; from `warnPct` percent on it is said to be close. */
export function Meter({
  name,
  used,
  most,
  warnPct,
}: {
  readonly name: string
  readonly used: number
  readonly most: number
  readonly warnPct: number
}) {
  const isClose = used * 100 >= most * warnPct
  const words = `${usedWords(used, most)}${isClose ? ', close to the limit' : ''}`
  return (
    <div className="meter" data-close={isClose}>
      <p>
        <span>{name}</span>
        <span className="number">{words}</span>
      </p>
      <meter aria-label={name} aria-valuetext={words} min={0} max={most} value={used}>
        {words}
      </meter>
    </div>
  )
}

/** "120 of 12,000 (1.0 %)". */
function usedWords(used: number, most: number): string {
  const pct = most > 0 ? (used * 100) / most : 0
  return `${WHOLE.format(used)} of ${WHOLE.format(most)} (${pct.toFixed(pct < 10 ? 1 : 0)} %)`
}
