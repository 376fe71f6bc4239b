import { LOG_IN, type Offer } from '../../alerts/offers.ts'
import type { Reply } from '../../commands/reply.ts'
import {
  BrokerError,
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
} from '../../domain/errors.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import { SecretsUnavailableError } from '../../ports/secrets.ts'
import { StoreUnavailableError } from '../../ports/store.ts'

/** Something that could not be read just now: what, and what the owner may do about it. */
export class Outage {
  readonly problem: string
  readonly remedy: string
  readonly offers: readonly Offer[]

  constructor(of: { readonly problem: string; readonly remedy: string; readonly offers?: readonly Offer[] }) {
    this.problem = of.problem
    this.remedy = of.remedy
    this.offers = of.offers ?? []
  }
}

/** What was read, or the outage that kept it from being read; an error of our own is thrown on. */
export async function orOutage<T>(reading: Promise<T>): Promise<T | Outage> {
  try {
    return await reading
  } catch (error) {
    const outage = outageOf(error)
    if (!outage) throw error
    return outage
  }
}

/** A whole answer that could not be given. */
export function outageReply({ problem, remedy, offers }: Outage): Reply {
  return { text: `NOT KNOWN NOW\n${problem}\n${remedy}`, ...(offers.length > 0 && { buttons: offers }) }
}

function outageOf(error: unknown): Outage | undefined {
  if (error instanceof BrokerError) return brokerOutage(error)
  if (error instanceof ProviderError)
    return new Outage({ problem: `No prices of the past: ${error.message}.`, remedy: AGAIN })
  if (error instanceof StoreUnavailableError)
    return new Outage({
      problem: `The store does not answer: ${error.message}.`,
      remedy: `Nothing is bought or sold while it is away; stops rest at the broker. ${AGAIN}`,
    })
  if (error instanceof SecretsUnavailableError)
    return new Outage({ problem: `The secrets can't be read: ${error.message}.`, remedy: AGAIN })
  return undefined
}

const AGAIN = 'Ask again in a minute.'

function brokerOutage(error: BrokerError): Outage {
  const { message } = error
  if (error instanceof BrokerUnauthorizedError)
    return new Outage({
      problem: `The broker does not accept our sign-in: ${error.problem}.`,
      remedy: 'Log in and ask again; stops rest at the broker.',
      offers: [LOG_IN],
    })
  if (error instanceof BrokerRateLimitedError)
    return new Outage({
      problem: `No call was left for it: ${message}.`,
      remedy: `${AGAIN} /budget tells how many are used.`,
    })
  if (error instanceof BrokerRefusedError)
    return new Outage({ problem: `The broker refused: ${error.text}.`, remedy: AGAIN })
  return new Outage({
    problem: `The broker does not answer: ${message}.`,
    remedy: `Stops rest at the broker. ${AGAIN}`,
  })
}
