import { Link } from 'wouter'
import { useApi } from '../../api/use-api.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'
import { TokenLife, TokenPill } from '../broker-login/token-state.tsx'

/** How long the sign-in at the broker is good for, and the way to a new one. */
export function TokenPanel() {
  const token = useApi('/token', { every: 'normal' })
  const today = useApi('/today', { every: 'fast' })
  return (
    <Panel title="Token of the broker" aside={token.data && <TokenPill state={token.data.state} />}>
      <Loaded query={token} room="13rem">
        {(answer) => (
          <>
            <TokenLife token={answer} now={today.data?.now} />
            {!answer.mayTrade && <p>Nothing is bought until you sign in at the broker.</p>}
            <p>
              <Link className="touch" href="/broker-login">
                Sign in at the broker
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </Panel>
  )
}
