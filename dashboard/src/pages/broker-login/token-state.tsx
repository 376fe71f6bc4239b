import type { Answer } from '../../api/client.ts'
import { Figures } from '../../components/figures.tsx'
import { Moment, spanText } from '../../components/moment.tsx'
import { Pill, type Tone } from '../../components/pill.tsx'

type Token = Answer<'/token'>

const STATES: Readonly<Record<Token['state'], { readonly tone: Tone; readonly words: string }>> = {
  ACTIVE: { tone: 'good', words: 'Active' },
  EXPIRING_SOON: { tone: 'warn', words: 'Ends soon' },
  IDLE: { tone: 'warn', words: 'Asleep: the next renewal wakes it' },
  EXPIRED: { tone: 'bad', words: 'Expired' },
  NOT_FOUND: { tone: 'bad', words: 'Missing' },
}

/** The state of the broker’s token in words and colour. */
export function TokenPill({ state }: Pick<Token, 'state'>) {
  const { tone, words } = STATES[state]
  return <Pill tone={tone}>{words}</Pill>
}

/** Until when the token lives, and how long that is by `now`, the clock of the system. */
export function TokenLife({
  token: { state, issuedAt, lastUsedAt, endsAt },
  now,
}: {
  readonly token: Token
  readonly now: string | undefined
}) {
  if (endsAt === undefined) return <p>Nobody has signed in yet.</p>
  const isOver = state === 'EXPIRED' || state === 'NOT_FOUND'
  const left = now === undefined || isOver ? undefined : spanText(Date.parse(endsAt) - Date.parse(now))
  return (
    <>
      <Figures of={[[isOver ? 'Time left' : 'Ends in', isOver ? 'none' : (left ?? '–')]]} />
      <ul className="plain">
        <li>
          {isOver ? 'Ended' : 'Ends'} <Moment at={endsAt} day />
        </li>
        {issuedAt && (
          <li>
            Signed in <Moment at={issuedAt} day />
          </li>
        )}
        {lastUsedAt && (
          <li>
            Last used <Moment at={lastUsedAt} day />
          </li>
        )}
      </ul>
    </>
  )
}
