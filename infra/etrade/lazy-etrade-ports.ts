import type { Broker } from '../../shared/ports/broker.ts'
import { openedOnce } from '../lazy/opened-once.ts'
import type { EtradePorts } from './etrade-ports.ts'

/** E*TRADE that is opened by the first call: a run that makes none reads no secret. */
export function lazyEtradePorts(open: () => Promise<EtradePorts>): EtradePorts {
  let ports: EtradePorts | undefined
  const opened = openedOnce(async () => {
    ports = await open()
    return ports
  })
  return {
    marketData: { quotes: async (symbols) => (await opened()).marketData.quotes(symbols) },
    session: {
      token: async () => (await opened()).session.token(),
      // Before the first call there was no answer whose stamp could tell.
      clockOffsetMs: () => ports?.session.clockOffsetMs(),
      renew: async () => (await opened()).session.renew(),
      verify: async () => (await opened()).session.verify(),
    },
    login: {
      startLogin: async () => (await opened()).login.startLogin(),
      finishLogin: async (requestToken, code) => (await opened()).login.finishLogin(requestToken, code),
    },
    earningDates: { events: async (asked) => (await opened()).earningDates.events(asked) },
    liveBroker: (accountIdKey) => lazyBroker(async () => (await opened()).liveBroker(accountIdKey)),
  }
}

function lazyBroker(open: () => Promise<Broker>): Broker {
  const opened = openedOnce(open)
  return {
    balance: async () => (await opened()).balance(),
    holdings: async () => (await opened()).holdings(),
    orders: async (since) => (await opened()).orders(since),
    preview: async (order) => (await opened()).preview(order),
    place: async (order, preview, deadline) => (await opened()).place(order, preview, deadline),
    cancel: async (order) => (await opened()).cancel(order),
  }
}
