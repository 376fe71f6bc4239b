import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Moment } from '../components/moment.tsx'
import { Panel } from '../components/panel.tsx'
import { ArmIntervals } from './bandit/arm-intervals.tsx'
import { armWords } from './bandit/arm-words.ts'
import { signedText } from './bandit/signed-text.ts'

type Stats = Answer<'/bandit/stats'>
type Reward = Answer<'/bandit/logs'>['rewards'][number]

/** What each way to trade a catalyst has learned and promises, and the rewards that it learned from. */
export function BanditPage() {
  const stats = useApi('/bandit/stats', { every: 'slow' })
  const logs = useApi('/bandit/logs', { every: 'slow', query: { limit: 50 } })
  return (
    <>
      <h1>Bandit</h1>
      <p className="muted">
        It chooses among five arms: four ways to trade a catalyst, and to leave it alone. Each draws a reward
        from what it has learned; the highest draw is taken.
      </p>
      <Panel title="What each arm promises" aside={<Learned stats={stats.data} />}>
        <Loaded query={stats} room="34rem">
          {(answer) => <Arms stats={answer} />}
        </Loaded>
      </Panel>
      <Panel title="Latest rewards">
        <Loaded query={logs} room="12rem">
          {({ rewards }) => (
            <DataTable
              label="Latest rewards, newest first"
              columns={REWARD_COLUMNS}
              rows={rewards}
              keyOf={({ decisionId }) => decisionId}
              empty="No reward yet. The first comes when a proposal has reached its stop, its target or its last day."
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}

function Learned({ stats }: { readonly stats: Stats | undefined }) {
  if (!stats) return null
  return (
    <span className="muted small">
      {stats.rewards} {stats.rewards === 1 ? 'reward' : 'rewards'} learned
    </span>
  )
}

function Arms({ stats: { arms, basis, rewards } }: { readonly stats: Stats }) {
  return (
    <div className="stack">
      {rewards === 0 && <HowToBegin />}
      <p className="muted small wraps">
        The dot is the mean, the line the 90 % interval, in units of reward: R ÷ 3, with R kept within −1 and
        3. Looked at for {basis}.
      </p>
      <ArmIntervals arms={arms} />
      <DataTable
        label="The same in figures"
        columns={ARM_COLUMNS}
        rows={arms}
        keyOf={({ arm }) => arm}
        empty="There is no arm."
      />
    </div>
  )
}

function HowToBegin() {
  return (
    <div className="banner" data-tone="info">
      <h3>Nothing was learned yet</h3>
      <p>
        The intervals are wide and alike: every arm may still be the best one. To begin, open the{' '}
        <Link href="/radar">radar</Link>, press “Scan now”, then “Propose” on a card and “Validate” below it.
        A proposal that was approved, and in LIVE ordered, is followed to its stop, its target or its last
        day; the bandit learns from what real prices made of it.
      </p>
    </div>
  )
}

const ARM_COLUMNS: readonly Column<Stats['arms'][number]>[] = [
  { title: 'Arm', cell: ({ arm }) => armWords(arm) },
  { title: 'Mean', isNumber: true, cell: ({ mean }) => signedText(mean) },
  { title: 'Low', isNumber: true, cell: ({ low }) => signedText(low) },
  { title: 'High', isNumber: true, cell: ({ high }) => signedText(high) },
  { title: 'Updates', isNumber: true, cell: ({ updates }) => updates },
]

const REWARD_COLUMNS: readonly Column<Reward>[] = [
  { title: 'Time', cell: ({ at }) => <Moment at={at} day /> },
  { title: 'Arm', cell: ({ arm }) => armWords(arm) },
  { title: 'R', isNumber: true, cell: ({ riskMultiple }) => signedText(riskMultiple) },
  { title: 'Reward', isNumber: true, cell: ({ reward }) => signedText(reward) },
  {
    title: 'Decision',
    cell: ({ decisionId }) => (
      <Link className="touch id" href={`/decisions/${encodeURIComponent(decisionId)}`}>
        {decisionId}
      </Link>
    ),
  },
]
