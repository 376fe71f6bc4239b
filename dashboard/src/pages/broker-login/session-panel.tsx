import { useMutation } from '@tanstack/react-query'
import { post } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { Moment } from '../../components/moment.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'

/** The owner's session in this browser, and the end of it. It has nothing to do with the broker's token. */
export function SessionPanel() {
  const session = useApi('/session')
  const signOut = useMutation({
    mutationFn: () => post('/sign-out', {}),
    // A fresh page keeps nothing of what this one has read.
    onSuccess: () => window.location.reload(),
  })
  return (
    <Panel title="This browser">
      <div className="stack">
        <p>
          You are signed in to the dashboard. Signing out leaves the system and the token of the broker as
          they are.
        </p>
        {session.data && (
          <p className="muted small">
            This session ends <Moment at={session.data.until} day />
          </p>
        )}
        <p>
          <button type="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            {signOut.isPending ? 'Signing out…' : 'Sign out of the dashboard'}
          </button>
        </p>
        <div aria-live="polite">{signOut.error && <ProblemNote error={signOut.error} />}</div>
      </div>
    </Panel>
  )
}
