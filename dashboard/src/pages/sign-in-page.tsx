import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { post } from '../api/client.ts'
import { ProblemNote } from '../components/problem-note.tsx'

/** One call for each load of the page: a link is good once, and React may begin an effect twice. */
let signingIn: Promise<unknown> | undefined

/** Takes the token of a sign-in link out of the address, which the browser has told nobody, and begins a session with it. */
export function SignInPage() {
  const [, navigate] = useLocation()
  const queryClient = useQueryClient()
  const [error, setError] = useState<Error>()
  useEffect(() => {
    signingIn ??= signIn()
    signingIn
      .then(async () => {
        await queryClient.invalidateQueries()
        navigate('/', { replace: true })
      })
      .catch((problem: Error) => setError(problem))
  }, [navigate, queryClient])
  return (
    <main className="content">
      <h1>Openbell</h1>
      {error ? (
        <>
          <ProblemNote error={error} />
          <p>
            Ask for a new link: /dashboard in Telegram, or{' '}
            <span className="code">npm run openbell dashboard</span>.
          </p>
        </>
      ) : (
        <p role="status">Signing in…</p>
      )}
    </main>
  )
}

async function signIn(): Promise<unknown> {
  const token = window.location.hash.slice(1)
  // Out of the address bar and of the history, used or not.
  window.history.replaceState(null, '', '/sign-in')
  return post('/sign-in', { token })
}
