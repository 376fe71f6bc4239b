import { useMutation } from '@tanstack/react-query'
import { post } from '../../api/client.ts'
import { LoginProblem } from './login-problem.tsx'

/** Asks for a page of E*TRADE and hands it over as a link, which the owner opens: a page that opens itself would be blocked. */
export function StartLogin({ onStart }: { readonly onStart: () => void }) {
  const start = useMutation({ mutationFn: () => post('/oauth/request-token', {}), onMutate: onStart })
  return (
    <>
      <p>
        <button
          type="button"
          className={start.data ? '' : 'main'}
          disabled={start.isPending}
          onClick={() => start.mutate()}
        >
          {start.isPending ? 'Asking E*TRADE…' : start.data ? 'Ask for a new page' : 'Sign in at E*TRADE'}
        </button>
      </p>
      <div className="stack" aria-live="polite">
        {start.error && <LoginProblem error={start.error} step="start" />}
        {start.data && !start.isPending && (
          <>
            <p>
              <a
                className="button main"
                href={start.data.authorizeUrl}
                target="_blank"
                rel="noopener noreferrer"
              >
                Open the page of E*TRADE<span className="visually-hidden"> in a new tab</span>
              </a>
            </p>
            <p className="muted small">
              It is good for {start.data.minutes} minutes and for one sign-in, and for you alone. Agree there;
              you are shown a code.
            </p>
          </>
        )}
      </div>
    </>
  )
}
