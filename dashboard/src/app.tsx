import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { useSession } from './api/session.ts'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { Frame } from './components/frame.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { SignedOutPage } from './pages/signed-out-page.tsx'
import { TodayPage } from './pages/today-page.tsx'

// Each page comes when it is opened, so that the first one is there at once.
const RadarPage = lazy(async () => ({ default: (await import('./pages/radar-page.tsx')).RadarPage }))
const DecisionsPage = lazy(async () => ({
  default: (await import('./pages/decisions-page.tsx')).DecisionsPage,
}))
const DecisionPage = lazy(async () => ({ default: (await import('./pages/decision-page.tsx')).DecisionPage }))
const TradesPage = lazy(async () => ({ default: (await import('./pages/trades-page.tsx')).TradesPage }))
const BanditPage = lazy(async () => ({ default: (await import('./pages/bandit-page.tsx')).BanditPage }))
const HealthPage = lazy(async () => ({ default: (await import('./pages/health-page.tsx')).HealthPage }))
const BacktestsPage = lazy(async () => ({
  default: (await import('./pages/backtests-page.tsx')).BacktestsPage,
}))
const BrokerLoginPage = lazy(async () => ({
  default: (await import('./pages/broker-login-page.tsx')).BrokerLoginPage,
}))

/** The dashboard: a way in, and behind it the pages. */
export function App() {
  return (
    <Switch>
      <Route path="/sign-in">
        <SignInPage />
      </Route>
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  )
}

function SignedIn() {
  if (useSession() === 'signed-out') return <SignedOutPage />
  return (
    <Frame>
      <ErrorBoundary>
        <Suspense fallback={<div className="waiting" role="status" aria-label="Loading" />}>
          <Switch>
            <Route path="/">
              <TodayPage />
            </Route>
            <Route path="/radar">
              <RadarPage />
            </Route>
            <Route path="/decisions">
              <DecisionsPage />
            </Route>
            <Route path="/decisions/:id">{({ id }) => <DecisionPage id={decodeURIComponent(id)} />}</Route>
            <Route path="/trades">
              <TradesPage />
            </Route>
            <Route path="/bandit">
              <BanditPage />
            </Route>
            <Route path="/health">
              <HealthPage />
            </Route>
            <Route path="/backtests">
              <BacktestsPage />
            </Route>
            <Route path="/broker-login">
              <BrokerLoginPage />
            </Route>
            <Route>
              <Redirect to="/" />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Frame>
  )
}
