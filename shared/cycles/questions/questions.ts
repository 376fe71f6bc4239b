import type { QuestionName } from '../../commands/command-catalogue.ts'
import type { Reply } from '../../commands/reply.ts'
import type { Asked, Question } from './asked.ts'
import { balance } from './balance.ts'
import { budget } from './budget.ts'
import { chart } from './chart.ts'
import { config } from './config.ts'
import { cost } from './cost.ts'
import { health } from './health.ts'
import { help } from './help.ts'
import { locks } from './locks.ts'
import { logs } from './logs.ts'
import { orders } from './orders.ts'
import { Outage, orOutage, outageReply } from './outage.ts'
import { performance } from './performance.ts'
import { positions } from './positions.ts'
import { daily, monthly, profit, weekly } from './profit.ts'
import { radar } from './radar.ts'
import { stats } from './stats.ts'
import { status } from './status.ts'
import { token } from './token.ts'
import { trades } from './trades.ts'
import { version } from './version.ts'
import { watchlist } from './watchlist.ts'
import { why } from './why.ts'

const QUESTIONS: Readonly<Record<QuestionName, Question>> = {
  status,
  positions,
  why,
  chart,
  profit,
  daily,
  weekly,
  monthly,
  performance,
  stats,
  trades,
  orders,
  balance,
  watchlist,
  radar,
  health,
  token,
  budget,
  cost,
  locks,
  config,
  logs,
  version,
  help,
}

/** Answers a question of the owner. An outage of what it is answered from is an answer too. */
export async function answerQuestion(name: QuestionName, asked: Asked): Promise<Reply> {
  const reply = await orOutage(QUESTIONS[name](asked))
  return reply instanceof Outage ? outageReply(reply) : reply
}
