import type { Store } from '../../shared/ports/store.ts'
import { explain as explainStory, outcomeOf } from '../../shared/signals/explain.ts'
import type { Explanation } from '../../shared/signals/explanation.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { listDecisions, openArchive, readStory } from '../decision-archive.ts'
import { UsageError } from '../failure.ts'

interface ExplainOptions {
  readonly store: string
  readonly symbol?: string
  readonly date?: string
  readonly json: boolean
}

/** `openbell explain`: the causal chain of one recorded decision, or the list of them. */
export async function explain(decisionId: string | undefined, options: ExplainOptions): Promise<void> {
  const filter = filterOf(options)
  if (decisionId !== undefined && Object.keys(filter).length > 0)
    throw new UsageError(`${decisionId} already names one decision: leave out --symbol and --date`)
  const store = openArchive(options.store)
  try {
    if (decisionId === undefined) await printList(store, filter, options)
    else await printOne(store, decisionId, options)
  } finally {
    await store.close()
  }
}

function filterOf({ symbol, date }: ExplainOptions): { readonly symbol?: string; readonly date?: string } {
  return {
    ...(symbol !== undefined && { symbol: symbol.toUpperCase() }),
    ...(date !== undefined && { date: readDate(date) }),
  }
}

function readDate(text: string): string {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`--date: ${(cause as Error).message}`, { cause })
  }
}

async function printList(
  store: Store,
  filter: ReturnType<typeof filterOf>,
  { json }: ExplainOptions,
): Promise<void> {
  const decisions = await listDecisions(store, filter)
  const rows = decisions.map(({ decisionId, decision }) => ({ decisionId, outcome: outcomeOf(decision) }))
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else if (rows.length === 0) process.stdout.write('no recorded decision of that symbol or date\n')
  else for (const row of rows) process.stdout.write(`${row.decisionId.padEnd(40)} ${row.outcome}\n`)
}

async function printOne(store: Store, decisionId: string, { json }: ExplainOptions): Promise<void> {
  const story = await readStory(store, decisionId)
  if (!story)
    throw new UsageError(
      `no decision ${decisionId} in this store: \`openbell explain --store FOLDER\` lists those there are`,
    )
  const explanation = explainStory(story)
  process.stdout.write(json ? `${JSON.stringify(explanation)}\n` : page(explanation))
}

function page({ decisionId, headline, steps }: Explanation): string {
  const told = steps.map(({ title, lines }) => `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
  return `${decisionId}\n${headline}\n${told.join('')}`
}
