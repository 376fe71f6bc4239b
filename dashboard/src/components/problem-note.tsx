import { ApiError } from '../api/client.ts'

/** What went wrong, in the words of the API, and the way to try again. */
export function ProblemNote({
  error,
  onRetry,
  isOld = false,
}: {
  readonly error: Error
  readonly onRetry?: () => void
  /** What stands below was read before. */
  readonly isOld?: boolean
}) {
  const problem = error instanceof ApiError ? error.problem : undefined
  return (
    <div className="banner" role="alert">
      <p>
        <strong>{isOld ? 'Not up to date: ' : ''}</strong>
        {error.message}
      </p>
      {problem && <p className="small">Log id {problem.correlationId}</p>}
      {onRetry && (
        <p>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}
