import { useApi } from '../api/use-api.ts'
import { Loaded } from '../components/loaded.tsx'
import { Panel } from '../components/panel.tsx'
import { LoginSteps } from './broker-login/login-steps.tsx'
import { SessionPanel } from './broker-login/session-panel.tsx'
import { TokenLife, TokenPill } from './broker-login/token-state.tsx'

/** The owner's sign-in at the broker, once a day, and the way out of the dashboard. */
export function BrokerLoginPage() {
  const token = useApi('/token', { every: 'normal' })
  const today = useApi('/today', { every: 'fast' })
  return (
    <>
      <h1>Sign in at the broker</h1>
      <Panel title="Token of the broker" aside={token.data && <TokenPill state={token.data.state} />}>
        <Loaded query={token} room="11rem">
          {(answer) => (
            <>
              <TokenLife token={answer} now={today.data?.now} />
              <p>
                {answer.mayTrade ? 'You are signed in for today. ' : 'Nothing is bought until you sign in. '}
                E*TRADE ends every token at midnight in New York, so that this is done once each trading day.
              </p>
            </>
          )}
        </Loaded>
      </Panel>
      <Panel title="Sign in at E*TRADE">
        <LoginSteps />
      </Panel>
      <SessionPanel />
    </>
  )
}
