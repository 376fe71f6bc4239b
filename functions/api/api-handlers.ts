import type { ApiHandlers } from './api-call.ts'
import { brokerLoginHandlers } from './broker-login-handlers.ts'
import { catalystHandlers } from './catalyst-handlers.ts'
import { dashboardHandlers } from './dashboard-handlers.ts'
import { orderHandlers } from './order-handlers.ts'
import { readingHandlers } from './reading-handlers.ts'
import { runHandlers } from './run-handlers.ts'
import { sessionHandlers } from './session-handlers.ts'

/** What stands behind each address of the contract. */
export const apiHandlers: ApiHandlers = {
  ...readingHandlers,
  ...dashboardHandlers,
  ...sessionHandlers,
  ...catalystHandlers,
  ...orderHandlers,
  ...brokerLoginHandlers,
  ...runHandlers,
}
