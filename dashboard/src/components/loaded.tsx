import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemNote } from './problem-note.tsx'

/**
 * What was asked for, once it is there. Until then it takes the room it will need, so that nothing jumps; a failure says what to do,
 * and what was known before stays visible below it.
 */
export function Loaded<Answer>({
  query,
  room = '8rem',
  children,
}: {
  readonly query: UseQueryResult<Answer>
  readonly room?: string
  readonly children: (answer: Answer) => ReactNode
}) {
  const { data, error, refetch } = query
  if (data === undefined && error === null)
    return (
      <div className="waiting" style={{ ['--room' as string]: room }} role="status" aria-label="Loading" />
    )
  return (
    <div className="stack">
      {error && <ProblemNote error={error} onRetry={() => void refetch()} isOld={data !== undefined} />}
      {data !== undefined && children(data)}
    </div>
  )
}
