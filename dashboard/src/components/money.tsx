const WHOLE = new Intl.NumberFormat('en-US')

/** Dollars as exact text of the API, with commas: "8740.00" → "8,740.00". Amounts have two decimals, prices as many as they need. */
export function usdText(exact: string, kind: 'amount' | 'price' = 'amount'): string {
  const [, sign = '', whole = '0', fraction = '00'] = /^(-?)(\d+)\.(\d+)$/.exec(exact) ?? []
  if (kind === 'price') return `${sign && '−'}${WHOLE.format(Number(whole))}.${fraction}`
  const cents = Math.round(Number(`${whole}.${fraction}`) * 100)
  const shown = `${WHOLE.format(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`
  return `${sign && cents > 0 ? '−' : ''}${shown}`
}

/** An amount; `signed` colours it and puts a plus before a gain. */
export function Usd({ exact, signed = false }: { readonly exact: string; readonly signed?: boolean }) {
  const text = usdText(exact)
  if (!signed) return <span className="number">{text}</span>
  const isGain = !text.startsWith('−') && /[1-9]/.test(text)
  return <span className={`number ${toneOf(text)}`}>{isGain ? `+${text}` : text}</span>
}

/** A price of a share. */
export function Price({ exact }: { readonly exact: string }) {
  return <span className="number">{usdText(exact, 'price')}</span>
}

/** A percentage with its sign. */
export function Pct({ value, signed = true }: { readonly value: number; readonly signed?: boolean }) {
  const size = Math.abs(value).toFixed(2)
  const isZero = !/[1-9]/.test(size)
  const sign = isZero ? '' : value < 0 ? '−' : signed ? '+' : ''
  return (
    <span className={`number ${signed ? toneOf(isZero ? '' : sign) : ''}`}>
      {sign}
      {size} %
    </span>
  )
}

function toneOf(text: string): string {
  if (text.startsWith('−')) return 'loss'
  return /[1-9+]/.test(text) ? 'gain' : ''
}
