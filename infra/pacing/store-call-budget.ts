import type { Config } from '../../shared/config/config.ts'
import { BrokerRateLimitedError } from '../../shared/domain/errors.ts'
import type {
  BudgetedCall,
  BudgetStanding,
  CallBudget,
  CallModule,
  CallNeeds,
  Reservation,
} from '../../shared/ports/call-budget.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { DocumentVersion, Store, StoredDocument, Write } from '../../shared/ports/store.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { ModuleBudget } from './module-budget.ts'

const MODULES: readonly CallModule[] = ['accounts', 'market', 'orders']

/** The broker's call limits in the store, one document a module. */
export class StoreCallBudget implements CallBudget {
  readonly #rules: Config['pacing']
  readonly #clock: Clock
  readonly #modules: Readonly<Record<CallModule, ModuleBudget>>
  /** Set while a run has the account: what it reserves on the way is held as long. */
  #runUntil: EpochMs | undefined

  constructor(of: { readonly store: Store; readonly clock: Clock; readonly rules: Config['pacing'] }) {
    const { store, rules } = of
    this.#rules = rules
    this.#clock = of.clock
    this.#modules = {
      accounts: new ModuleBudget({ module: 'accounts', rules: rules.accounts, store }),
      market: new ModuleBudget({ module: 'market', rules: rules.market, store }),
      orders: new ModuleBudget({ module: 'orders', rules: rules.orders, store }),
    }
  }

  get paths() {
    return MODULES.map((module) => this.#modules[module].path)
  }

  reserve(
    read: readonly (StoredDocument | undefined)[],
    { needs, until }: { readonly needs: CallNeeds; readonly until: EpochMs },
  ): Reservation {
    const now = this.#clock.now()
    const reserved = MODULES.flatMap((module, index) => {
      const budget = this.#modules[module]
      const need = needs[module]
      if (need) return budget.reserve(read[index], need, { now, until }) ?? []
      budget.see(read[index], now)
      return []
    })
    return {
      writes: reserved.map(({ write }) => write),
      confirm: (versions) => {
        this.#runUntil = until
        for (const [index, { confirm }] of reserved.entries()) confirm(versions[index] as DocumentVersion)
      },
    }
  }

  async take(call: BudgetedCall): Promise<void> {
    const moment = { now: () => this.#clock.now(), until: this.#runUntil }
    const waitMsMax = this.#rules.waitSecondsMax * SECOND_MS
    // What was waited is added up, because not every clock moves while it is slept on.
    for (let waitedMs = 0; ; ) {
      const { ms, because } = await this.#modules[call.module].take(call, moment)
      if (ms === 0) return
      if (waitedMs + ms > waitMsMax) throw tooLong(call, because)
      await this.#clock.sleep(ms)
      waitedMs += ms
    }
  }

  report(module: CallModule, answer: 'accepted' | 'limited'): void {
    this.#modules[module].report(answer, this.#clock.now())
  }

  settle(): readonly Write[] {
    this.#runUntil = undefined
    const now = this.#clock.now()
    return MODULES.flatMap((module) => this.#modules[module].settle(now) ?? [])
  }

  standing(): BudgetStanding {
    const date = exchangeDate(this.#clock.now())
    const { callsPerDayMax, callsPerDayWarningPct } = this.#rules
    const callsToday = MODULES.reduce((sum, module) => sum + this.#modules[module].callsOn(date), 0)
    const isNearlyUsedUp = callsToday * 100 >= callsPerDayMax * callsPerDayWarningPct
    return { callsToday, callsPerDayMax, isNearlyUsedUp }
  }
}

function tooLong({ module }: BudgetedCall, because: string): BrokerRateLimitedError {
  return new BrokerRateLimitedError(
    module,
    `a call of ${module} was not made, to stay within our limits: ${because}`,
  )
}
