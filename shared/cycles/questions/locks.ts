import { counted } from '../../alerts/wording.ts'
import type { Reply, ReplyButton } from '../../commands/reply.ts'
import { locksOfAll } from './account-locks.ts'
import type { Asked } from './asked.ts'
import { groupLocks, type SymbolLock, symbolLocks } from './symbol-locks.ts'

/** More buttons than that hide the message. */
const BUTTONS_MAX = 4

/** /locks: what may not be bought now, and why: first what holds for everything, then symbol by symbol. */
export async function locks(asked: Asked): Promise<Reply> {
  const forAll = await locksOfAll(asked)
  const symbols = symbolLocks(asked)
  const buttons = symbols.filter(({ canBeUnlocked }) => canBeUnlocked).slice(0, BUTTONS_MAX)
  return {
    text: [
      headline(forAll, symbols),
      ...forAll.map((why) => `• ${why}`),
      ...(forAll.length > 0 && symbols.length > 0 ? ['', 'And symbol by symbol'] : []),
      ...symbols.map(({ symbol, why }) => `${symbol}: ${why}`),
      ...groupLocks(asked),
      ...(asked.state.risk.equity
        ? []
        : ['', 'Loss limits: not known yet, the account was not seen so far.']),
    ].join('\n'),
    ...(buttons.length > 0 && { buttons: buttons.map(unlockButton) }),
  }
}

function headline(forAll: readonly string[], symbols: readonly SymbolLock[]): string {
  if (forAll.length > 0) return 'LOCKS: NOTHING IS BOUGHT NOW'
  return symbols.length > 0 ? `LOCKS: ${counted(symbols.length, 'symbol')}` : 'LOCKS: NONE'
}

function unlockButton({ symbol }: SymbolLock): ReplyButton {
  return { label: `Unlock ${symbol}`, command: `/unlock ${symbol}` }
}
