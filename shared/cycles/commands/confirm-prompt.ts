import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { openQuantity } from '../../ledger/position-book.ts'
import type { TradingState } from '../../state/trading-state.ts'
import { formatEt } from '../../time/exchange-time.ts'
import type { OwnerOrder } from './owner-order.ts'
import { entriesAtWork } from './under-way.ts'

/** Asks the owner whether an order is meant, with what it would do now and the button that says yes. */
export function confirmPrompt(
  order: OwnerOrder,
  {
    nonce,
    seconds,
    state,
  }: { readonly nonce: string; readonly seconds: number; readonly state: TradingState },
): Reply {
  const { headline, question } = wordsFor(order, state)
  return {
    text: `${headline}?\n${question}\nThe button is good for ${seconds} seconds, once.`,
    buttons: [{ label: `Yes: ${headline}`, command: `/confirm ${nonce}` }],
  }
}

interface Words {
  readonly headline: string
  readonly question: string
}

function wordsFor({ name, args }: OwnerOrder, state: TradingState): Words {
  const entries = counted(entriesAtWork({ state }), 'entry order')
  switch (name) {
    case 'pause':
      return { headline: 'PAUSE', question: 'No entries until you /resume; exits go on.' }
    case 'resume':
      return { headline: 'RESUME', question: 'Entries go on, unless safe mode keeps them out.' }
    case 'flatten':
      return {
        headline: 'FLATTEN',
        question: `Sell ${held(state)} at the market, cancel ${entries}, pause entries.`,
      }
    case 'close':
      return { headline: `CLOSE ${args[0]}`, question: `Sell it at the market: ${heldOf(args[0], state)}.` }
    case 'kill':
      return { headline: 'KILL', question: `Cancel ${entries}, buy nothing until you /resume, keep stops.` }
    case 'arm':
      return {
        headline: 'ARM',
        question: `Entries are bought with real money from then on. ${promotion(state)}`,
      }
    case 'disarm':
      return { headline: 'DISARM', question: 'No entries with real money; exits go on.' }
    case 'safemode':
      return { headline: 'ACKNOWLEDGE SAFE MODE', question: reasons(state) }
    case 'reload':
      return {
        headline: 'RELOAD',
        question: 'Build the plan of the day again, in the next scan. Tape, positions and orders stay.',
      }
    case 'promote':
      return {
        headline: 'PROMOTE',
        question: 'Judge the DEMO run, which takes some seconds, and note it if it has earned real money.',
      }
    case 'unlock':
      return { headline: `UNLOCK ${args[0]}`, question: 'End its cooldown.' }
  }
}

function held({ positions }: TradingState): string {
  const named = Object.values(positions).map((position) => `${openQuantity(position)} ${position.symbol}`)
  return named.length > 0 ? named.join(', ') : 'nothing, as nothing is held,'
}

function heldOf(symbol: string | undefined, { positions }: TradingState): string {
  const position = positions[symbol ?? '']
  return position ? `${openQuantity(position)} shares` : 'no shares yet, its entry is cancelled'
}

function promotion({ owner: { promotedAt } }: TradingState): string {
  if (promotedAt === undefined) return 'No DEMO run was promoted; /promote judges one.'
  return `A DEMO run was promoted on ${formatEt(promotedAt, 'date-time')} ET.`
}

function reasons({ risk }: TradingState): string {
  if (risk.safeMode.length === 0) return 'Safe mode is off.'
  return risk.safeMode.map(({ reason, detail }) => `${reason}: ${detail}`).join('\n')
}
