import { z } from 'zod'
import {
  afterCall,
  afterWorstCase,
  type CallLimits,
  type CallRules,
  type CallWait,
  callLimitsSchema,
  callsOn,
  callWait,
  plausibleLimits,
  unusedLimits,
} from '../../shared/pacing/call-limits.ts'
import { frozen, thawed } from '../../shared/pacing/freeze.ts'
import type { BudgetedCall, CallModule } from '../../shared/ports/call-budget.ts'
import type { DocumentPath, DocumentVersion, Store, StoredDocument, Write } from '../../shared/ports/store.ts'
import { instantSchema } from '../../shared/state/document-schemas.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../shared/time/instant.ts'

/** Longer than any run holds the account; a document that says more was written by a clock that was set back. */
const HOLD_MS_MAX = 60 * SECOND_MS

/** A reservation that ends sooner than that is left to run out. */
const SETTLED_BEFORE_MS = 2 * SECOND_MS

/** How often somebody else's reservation is looked at while it is waited for. */
const LOOK_AGAIN_MS = 250

/** What a run takes on the way when it needs more than it reserved. */
const FURTHER = { calls: 8, symbols: 200 }

const moduleSchema = z.strictObject({
  limits: callLimitsSchema,
  heldUntil: instantSchema,
}) satisfies z.ZodType<ModuleDocument>

interface ModuleDocument {
  readonly limits: CallLimits
  /** Until then only the holder of a reservation may call; 0 when there is none. */
  readonly heldUntil: EpochMs
}

/** Permits that are ours until a moment. Nobody else may call in the meantime, so `limits` is exact. */
interface Hold {
  readonly version: DocumentVersion
  readonly until: EpochMs
  limits: CallLimits
  left: Amount
}

interface Amount {
  readonly calls: number
  readonly symbols: number
}

/** The present, and until when the run that calls has the account; absent outside a run. */
interface Moment {
  readonly now: () => EpochMs
  readonly until: EpochMs | undefined
}

/** One module's document as it was read: what is used, and whether somebody else holds the module. */
interface Seen {
  readonly limits: CallLimits
  readonly heldUntil: EpochMs
  readonly version: DocumentVersion | undefined
}

/**
 * The limits of one module in the store. A reservation holds the whole module for a time and writes it down as if
 * everything reserved were used at the last moment, so that whoever comes after a crash errs on the safe side.
 */
export class ModuleBudget {
  readonly path: DocumentPath
  readonly #rules: CallRules
  readonly #store: Store
  #hold: Hold | undefined
  #known: CallLimits | undefined
  /** Calls of one process ask the store one after the other. */
  #asking: Promise<unknown> = Promise.resolve()

  constructor(of: { readonly module: CallModule; readonly rules: CallRules; readonly store: Store }) {
    this.path = `limits/${of.module}`
    this.#rules = of.rules
    this.#store = of.store
  }

  /** The write that reserves; absent while somebody else holds the module. `confirm` once it is in the store. */
  reserve(
    document: StoredDocument | undefined,
    amount: Amount,
    { now, until }: { readonly now: EpochMs; readonly until: EpochMs },
  ): { readonly write: Write; confirm(version: DocumentVersion): void } | undefined {
    const seen = this.#read(document, now)
    if (seen.heldUntil > now) return undefined
    return this.#holdOn(seen, amount, until)
  }

  /** Takes note of a document that was read without reserving. */
  see(document: StoredDocument | undefined, now: EpochMs): void {
    this.#read(document, now)
  }

  /** `ms` is 0 when the permit was taken. With `until` the run goes on, and further permits are reserved for it. */
  async take(call: BudgetedCall, moment: Moment): Promise<CallWait> {
    const held = this.#takeHeld(call, moment.now())
    if (held) return held
    const asked = this.#asking.then(() => this.#takeHeld(call, moment.now()) ?? this.#ask(call, moment))
    this.#asking = asked.catch(() => {})
    return asked
  }

  report(answer: 'accepted' | 'limited', now: EpochMs): void {
    const limits = this.#hold?.limits ?? this.#known
    if (!limits || (answer === 'accepted' && !limits.freeze)) return
    const { freeze: before, ...rest } = limits
    const freeze = answer === 'limited' ? frozen(before, now) : thawed(before, now)
    this.#remember({ ...rest, ...(freeze && { freeze }) })
  }

  /** The write that gives back what is left; absent when nothing is held any more. */
  settle(now: EpochMs): Write | undefined {
    const hold = this.#hold
    this.#hold = undefined
    // Too late: somebody else may have gone on from there, and the run's last batch must not fail for it.
    if (!hold || hold.until - now < SETTLED_BEFORE_MS) return undefined
    return writeOf(this.path, { limits: hold.limits, heldUntil: 0 as EpochMs }, hold.version)
  }

  callsOn(date: ExchangeDate): number {
    return this.#known ? callsOn(this.#known, date) : 0
  }

  /** `undefined` when the permits that are held do not cover the call. */
  #takeHeld(call: BudgetedCall, now: EpochMs): CallWait | undefined {
    const hold = this.#hold
    if (!hold || hold.until <= now) return undefined
    if (hold.left.calls < 1 || hold.left.symbols < call.symbols) return undefined
    const wait = callWait(hold.limits, this.#rules, call, now)
    if (wait.ms > 0) return wait
    hold.left = { calls: hold.left.calls - 1, symbols: hold.left.symbols - call.symbols }
    this.#remember(afterCall(hold.limits, this.#rules, call, now))
    return wait
  }

  /** Asks the store: for further permits during a run, for this one permit outside. */
  async #ask(call: BudgetedCall, moment: Moment): Promise<CallWait> {
    const document = await this.#store.get(this.path)
    const now = moment.now()
    const { until } = moment
    const seen = this.#read(document, now)
    const own = this.#hold?.version === seen.version ? this.#hold : undefined
    if (!own && seen.heldUntil > now) {
      return { ms: Math.min(LOOK_AGAIN_MS, seen.heldUntil - now), because: 'another run is calling' }
    }
    const limits = own?.limits ?? seen.limits
    const wait = callWait(limits, this.#rules, call, now)
    if (wait.ms > 0) return wait
    const base = { ...seen, limits }
    if (until === undefined || until <= now) return this.#takeOne(base, call, now)
    const left = own?.left ?? { calls: 0, symbols: 0 }
    if (!(await this.#holdFurther(base, call, { until, left }))) return AGAIN
    return this.#takeHeld(call, moment.now()) ?? AGAIN
  }

  async #takeOne(seen: Seen, call: BudgetedCall, now: EpochMs): Promise<CallWait> {
    const limits = afterCall(seen.limits, this.#rules, call, now)
    const write = writeOf(this.path, { limits, heldUntil: 0 as EpochMs }, seen.version)
    if (!(await this.#store.commit([write])).ok) return AGAIN
    this.#known = limits
    return GRANTED
  }

  async #holdFurther(
    seen: Seen,
    call: BudgetedCall,
    { until, left }: { readonly until: EpochMs; readonly left: Amount },
  ): Promise<boolean> {
    const further = {
      calls: left.calls + FURTHER.calls,
      symbols: left.symbols + Math.max(call.symbols, FURTHER.symbols),
    }
    const { write, confirm } = this.#holdOn(seen, further, until)
    const written = await this.#store.commit([write])
    if (!written.ok) return false
    confirm(written.versions[0] as DocumentVersion)
    return true
  }

  #holdOn(seen: Seen, amount: Amount, until: EpochMs) {
    const limits = afterWorstCase(seen.limits, this.#rules, amount, until)
    return {
      write: writeOf(this.path, { limits, heldUntil: until }, seen.version),
      confirm: (version: DocumentVersion) => {
        this.#hold = { version, until, limits: seen.limits, left: amount }
        this.#known = seen.limits
      },
    }
  }

  /** A pause that this process has learned of holds, whatever the store says. */
  #read(document: StoredDocument | undefined, now: EpochMs): Seen {
    const latest = (now + HOLD_MS_MAX) as EpochMs
    const stored = document && moduleSchema.parse(document.value)
    const limits = stored ? plausibleLimits(stored.limits, this.#rules, latest) : unusedLimits(now)
    const freeze = later(limits.freeze, this.#known?.freeze)
    const seen = {
      limits: { ...limits, ...(freeze && { freeze }) },
      heldUntil: stored && stored.heldUntil <= latest ? stored.heldUntil : (0 as EpochMs),
      version: document?.version,
    }
    if (!this.#hold) this.#known = seen.limits
    return seen
  }

  #remember(limits: CallLimits): void {
    if (this.#hold) this.#hold.limits = limits
    this.#known = limits
  }
}

const GRANTED: CallWait = { ms: 0, because: '' }

/** Somebody else wrote in between: look again at once. */
const AGAIN: CallWait = { ms: 1, because: 'others were calling at the same time' }

function later(first: CallLimits['freeze'], second: CallLimits['freeze']): CallLimits['freeze'] {
  return !first || (second && second.until > first.until) ? second : first
}

function writeOf(path: DocumentPath, document: ModuleDocument, version: DocumentVersion | undefined): Write {
  const value = { ...document }
  return version === undefined
    ? { kind: 'create', path, value }
    : { kind: 'update', path, value, ifVersion: version }
}
