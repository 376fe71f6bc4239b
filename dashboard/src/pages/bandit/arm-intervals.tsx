import type { Answer } from '../../api/client.ts'
import { armWords } from './arm-words.ts'
import { signedText } from './signed-text.ts'

type Outlook = Answer<'/bandit/stats'>['arms'][number]

/** What the drawing spans, in units of reward; 0 is always inside. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Each arm as a line from the low to the high end of its 90 % interval, with a dot at the mean, all on one scale. */
export function ArmIntervals({ arms }: { readonly arms: readonly Outlook[] }) {
  const span = spanOf(arms)
  return (
    <div className="arms">
      {arms.map((outlook) => (
        <div key={outlook.arm} className="arm">
          {/* The drawing beside it says the name as well. */}
          <span aria-hidden="true">{armWords(outlook.arm)}</span>
          <Interval outlook={outlook} span={span} />
        </div>
      ))}
      <div className="arm" aria-hidden="true">
        <span className="muted small">Reward</span>
        <Scale span={span} />
      </div>
    </div>
  )
}

function Interval({ outlook, span }: { readonly outlook: Outlook; readonly span: Span }) {
  const { mean, low, high } = outlook
  const [start, middle, end, zero] = [low, mean, high, 0].map((value) => placeOf(value, span))
  return (
    <svg className="interval" role="img" aria-label={spoken(outlook)}>
      <line className="zero" x1={zero} x2={zero} y1="0" y2="100%" />
      <line className="reach" x1={start} x2={end} y1="50%" y2="50%" />
      <line className="end" x1={start} x2={start} y1="30%" y2="70%" />
      <line className="end" x1={end} x2={end} y1="30%" y2="70%" />
      <circle className="mean" cx={middle} cy="50%" r="6" />
    </svg>
  )
}

function Scale({ span }: { readonly span: Span }) {
  const { from, to } = span
  return (
    <svg className="scale" aria-hidden="true">
      <text x="0" y="1em">
        {signedText(from)}
      </text>
      <text x={placeOf(0, span)} y="1em" textAnchor="middle">
        0
      </text>
      <text x="100%" y="1em" textAnchor="end">
        {signedText(to)}
      </text>
    </svg>
  )
}

function spoken({ arm, mean, low, high }: Outlook): string {
  return `${armWords(arm)}: mean ${signedText(mean)}, 90 % interval from ${signedText(low)} to ${signedText(high)}`
}

/** As far to the left as to the right, so that 0 stands in the middle and every arm can be compared with it. */
function spanOf(arms: readonly Outlook[]): Span {
  const farthest = Math.max(0.1, ...arms.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
  const end = Math.ceil(farthest * 11) / 10
  return { from: -end, to: end }
}

function placeOf(value: number, { from, to }: Span): string {
  return `${(((value - from) / (to - from)) * 100).toFixed(2)}%`
}
