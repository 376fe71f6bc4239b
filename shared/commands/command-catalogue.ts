/** How many symbols follow the name of a command. */
type SymbolArgument = 'none' | 'optional' | 'needed'

interface Described {
  readonly name: string
  /** One line, as the owner's app lists it. */
  readonly description: string
  readonly symbol: SymbolArgument
}

/** Something the owner may send: a question changes nothing, an order does, some only after a tap on a button. */
export type Command =
  | (Described & { readonly kind: 'question' })
  | (Described & { readonly kind: 'order'; readonly needsConfirming: boolean })

/** Every command there is, in the order in which /help lists them. */
export const COMMANDS = [
  question('status', 'mode, session, safe mode, P&L of the day'),
  question('positions', 'what is held, with P&L and stops'),
  question('why', 'why a position or trade was made, with a chart', 'optional'),
  question('chart', 'the latest bars of a symbol', 'optional'),
  question('profit', 'P&L of today, week, month and all time'),
  question('daily', 'P&L of the last 7 trading days'),
  question('weekly', 'P&L of the last 8 weeks'),
  question('monthly', 'P&L of the last 6 months'),
  question('performance', 'P&L by symbol and by strategy'),
  question('stats', 'win rate, profit factor, drawdown, streaks'),
  question('trades', 'the last 10 closed trades'),
  question('orders', 'orders that have not ended'),
  question('balance', 'cash of the account'),
  question('watchlist', 'symbols that may be entered today'),
  question('radar', 'symbols before events, by rank'),
  question('health', 'whether everything runs as it should'),
  question('token', 'the sign-in at the broker'),
  question('budget', 'calls made today, and their limits'),
  question('cost', 'what the cloud costs'),
  question('locks', 'what may not be bought now, and why'),
  question('config', 'settings that are not the default'),
  question('logs', 'the last 10 events'),
  question('version', 'which version runs'),
  question('help', 'this list'),
  order('login', 'sign in at the broker'),
  order('dashboard', 'a sign-in link to the dashboard'),
  confirmedOrder('pause', 'no entries; exits go on'),
  confirmedOrder('resume', 'entries go on'),
  confirmedOrder('close', 'sell one position', 'needed'),
  confirmedOrder('flatten', 'sell everything and pause'),
  confirmedOrder('kill', 'cancel entries, buy nothing, keep stops'),
  confirmedOrder('arm', 'let entries use real money'),
  confirmedOrder('disarm', 'no entries with real money'),
  confirmedOrder('safemode', 'acknowledge safe mode'),
  confirmedOrder('reload', 'build the plan of the day again'),
  confirmedOrder('promote', 'judge the DEMO run for real money'),
  order('unlock', 'end the rest of a symbol', 'needed'),
] as const satisfies readonly Command[]

type Listed = (typeof COMMANDS)[number]

export type CommandName = Listed['name']

/** The commands that only ask. */
export type QuestionName = Extract<Listed, { readonly kind: 'question' }>['name']

/** How a command is written, e.g. "/why [SYMBOL]"; what stands in brackets may be left out. */
export function usageOf({ name, symbol }: Pick<Command, 'name' | 'symbol'>): string {
  switch (symbol) {
    case 'none':
      return `/${name}`
    case 'optional':
      return `/${name} [SYMBOL]`
    case 'needed':
      return `/${name} SYMBOL`
  }
}

function question<Name extends string>(name: Name, description: string, symbol: SymbolArgument = 'none') {
  return { name, description, symbol, kind: 'question' } as const
}

function order<Name extends string>(name: Name, description: string, symbol: SymbolArgument = 'none') {
  return { name, description, symbol, kind: 'order', needsConfirming: false } as const
}

function confirmedOrder<Name extends string>(name: Name, description: string, symbol?: SymbolArgument) {
  return { ...order(name, description, symbol), needsConfirming: true } as const
}
