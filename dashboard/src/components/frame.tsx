import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useApi } from '../api/use-api.ts'
import { bothTimes } from './moment.tsx'
import { StatePills } from './state-pills.tsx'

const PAGES = [
  ['/', 'Today'],
  ['/radar', 'Radar'],
  ['/decisions', 'Decisions'],
  ['/trades', 'Trades'],
  ['/bandit', 'Bandit'],
  ['/health', 'Health'],
  ['/backtests', 'Backtests'],
  ['/broker-login', 'Broker'],
] as const

/** What stands around every page: the state of the system, which can't be mistaken, and the way to the other pages. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [location] = useLocation()
  const today = useApi('/today', { every: 'fast' })
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="top" data-mode={today.data?.mode}>
        <div className="bar">
          <span className="brand">Openbell</span>
          <StatePills query={today} />
          <span className="clock">{today.data ? bothTimes(today.data.now, true) : ' '}</span>
        </div>
        <nav aria-label="Pages">
          <ul className="pages">
            {PAGES.map(([path, name]) => (
              <li key={path}>
                <Link href={path} aria-current={isAt(location, path) ? 'page' : undefined}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {today.error && (
          <div className="banner" role="alert">
            <strong>Disconnected.</strong> {today.error.message} What is shown may be old; it is asked again
            every few seconds.
          </div>
        )}
        {children}
      </main>
    </>
  )
}

function isAt(location: string, path: string): boolean {
  return path === '/' ? location === '/' : location.startsWith(path)
}
