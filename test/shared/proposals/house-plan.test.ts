import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkPlan } from '../../../shared/advisor/check-plan.ts'
import { timeOutAt } from '../../../shared/cycles/proposals/bars-since.ts'
import { money, moneyFromNumber, toNumber } from '../../../shared/domain/money.ts'
import { housePlan, middleOf } from '../../../shared/proposals/house-plan.ts'
import { addDays } from '../../../shared/time/exchange-time.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { isOpenDay, marketDay } from '../../../shared/time/market-calendar.ts'
import { AAPL, resultsIn, sightOf, swingingDays, TODAY } from '../../support/catalyst-bench.ts'

const ARMS = ['EARNINGS_PRE', 'POST_EVENT_MOMO', 'NEWS_SPIKE', 'REACTIVE'] as const
