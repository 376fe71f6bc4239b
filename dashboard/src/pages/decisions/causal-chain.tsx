import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'

type Step = Answer<'/decisions/:id'>['steps'][number]

/** From so many lines on they stand in columns where there is room. */
const MANY = 8

/** Rule, number and data behind a decision, in the order in which they were asked. */
export function CausalChain({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p className="empty">Nothing more is kept of this decision.</p>
  return (
    <ol className="steps">
      {steps.map(({ title, lines }) => (
        <li key={title}>
          <h3>{title}</h3>
          <ul className={lines.length > MANY ? 'many' : ''}>
            {lines.map((line, index) => (
              <li key={index}>
                <Line line={line} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** An exit names the entry behind it: a way there. */
function Line({ line }: { readonly line: string }) {
  const [, decisionId] = /^decision (\S+)$/.exec(line) ?? []
  if (decisionId === undefined) return line
  return (
    <Link className="touch" href={`/decisions/${encodeURIComponent(decisionId)}`}>
      {line}
    </Link>
  )
}
