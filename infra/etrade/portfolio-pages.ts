import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { portfolioAnswer, type WirePosition } from './wire/account-answers.ts'
import { fit } from './wire/fit.ts'

const OPERATION = 'accounts/portfolio'
const POSITIONS_PER_PAGE = 50
const PAGES_MAX = 100

/** All positions of an account, each once, page after page until the broker's last one. */
export async function readPositions(client: EtradeClient, account: string): Promise<readonly WirePosition[]> {
  const positions = new Map<string, WirePosition>()
  for (let pageNumber = 1; pageNumber <= PAGES_MAX; pageNumber += 1) {
    const page = await readPage(client, account, pageNumber)
    const known = positions.size
    for (const position of page.positions) positions.set(position.positionId, position)
    // A page without news also ends it: the page count goes by two names and may be missing.
    if (pageNumber >= page.pages || positions.size === known) return [...positions.values()]
  }
  throw new BrokerUnreachableError(OPERATION, `${OPERATION} has more than ${PAGES_MAX} pages`)
}

interface Page {
  readonly positions: readonly WirePosition[]
  readonly pages: number
}

async function readPage(client: EtradeClient, account: string, pageNumber: number): Promise<Page> {
  const { body } = await client.read({
    operation: OPERATION,
    module: 'accounts',
    path: `accounts/${account}/portfolio`,
    query: { count: String(POSITIONS_PER_PAGE), pageNumber: String(pageNumber) },
  })
  if (body === undefined) return { positions: [], pages: pageNumber }
  const { accountPortfolio } = fit(portfolioAnswer, OPERATION, body).portfolioResponse
  const pages = accountPortfolio.map(
    ({ totalPages, totalNoOfPages }) => totalPages ?? totalNoOfPages ?? PAGES_MAX,
  )
  return { positions: accountPortfolio.flatMap(({ position }) => position), pages: Math.max(0, ...pages) }
}
