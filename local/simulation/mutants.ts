/** One change of a source text. The text must stand in the file exactly once. */
interface Patch {
  readonly file: string
  readonly find: string
  readonly put: string
}

/** A guard taken out of the product; the simulation must notice that it is gone. */
export interface Mutant {
  readonly name: string
  /** What the guard is there for. */
  readonly guard: string
  readonly patches: readonly Patch[]
}

/** The guards that the promises rest on, each with the change that takes it out. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'lease',
    guard: 'one run at a time acts on the account, fenced by the version of its lease',
    patches: [
      {
        file: 'shared/cycles/lease.ts',
        find: 'return lease !== undefined && lease.until > now',
        put: 'return lease !== undefined && lease.until > now && false',
      },
      {
        file: 'shared/cycles/tick.ts',
        find: "return { kind: 'update', path: LEASE_PATH, value: { ...value }, ifVersion: this.#lease.version }",
        put: "return { kind: 'set', path: LEASE_PATH, value: { ...value } }",
      },
      {
        file: 'shared/cycles/tick.ts',
        find: ": [{ kind: 'update', path: STATE_PATH, value, ifVersion: this.#stateVersion }]",
        put: ": [{ kind: 'set', path: STATE_PATH, value }]",
      },
    ],
  },
  one(
    'run-claim',
    'a run is claimed once',
    'shared/cycles/open-tick.ts',
    "      kind: 'create',",
    "      kind: 'set',",
  ),
  one(
    'intent-write',
    'the intent and its mark are durable before anything is sent',
    'shared/cycles/send-intents.ts',
    '  // The mark must be durable before the call leaves: a crash from here on is looked up at the broker, never repeated.\n  await tick.commit()',
    '',
  ),
  one(
    'lease-time',
    'a run near the end of its lease sends nothing',
    'shared/cycles/send-intents.ts',
    'at: (tick.leaseUntil - LEASE_SECONDS_LEFT_MIN * SECOND_MS) as EpochMs,',
    'at: Number.POSITIVE_INFINITY as EpochMs,',
  ),
  one(
    'preview-age',
    'a preview older than a minute is not placed',
    'shared/cycles/send-intents.ts',
    'at: (previewedAt + previewAgeMs) as EpochMs',
    'at: Number.POSITIVE_INFINITY as EpochMs',
  ),
  one(
    'session-check',
    'nothing is sent after the close',
    'shared/cycles/send-intents.ts',
    "at: ((session.phase === 'regular' ? session.closeAt : tick.now) - 1) as EpochMs,",
    'at: Number.POSITIVE_INFINITY as EpochMs,',
  ),
  one(
    'unknown-sticks',
    'an order in doubt is given up on evidence only',
    'shared/cycles/settle-orders.ts',
    'if (readAt >= record.submittedAt + absenceSeconds * SECOND_MS)',
    'if (readAt >= record.submittedAt)',
  ),
  one(
    'absence-of-late-calls',
    'an order in doubt is waited for longer than its preview lives',
    'shared/config/execution-section.ts',
    'seconds(200)',
    'seconds(60)',
  ),
  one(
    'doubt-after-a-crash',
    'an order whose mark is durable may be at the broker',
    'shared/orders/order-record.ts',
    "return isUnresolved(record) && record.state !== 'INTENT' && record.state !== 'PREVIEWED'",
    "return isUnresolved(record) && record.state !== 'INTENT' && record.state !== 'PREVIEWED' && record.state !== 'SUBMITTING'",
  ),
  one(
    'fingerprint',
    'an order in doubt is found by what it is, within the clocks’ tolerance',
    'shared/orders/fingerprint.ts',
    'report.placedAt >= record.submittedAt - skewMs',
    'report.placedAt >= record.submittedAt + 3_600_000',
  ),
  one(
    'doubt-at-placement',
    'a placement without an answer is in doubt, not refused',
    'shared/cycles/send-intents.ts',
    'if (error instanceof BrokerError) return inDoubt(marked, error.message)',
    'if (error instanceof BrokerError) return rejected(marked, error.message, tick.now)',
  ),
  one(
    'change-links',
    'an order that was changed at the broker is followed to its new version',
    'shared/cycles/settle-orders.ts',
    'if (version) takeReport(',
    'if (version && version.orderId === undefined) takeReport(',
  ),
  one(
    'fill-once',
    'a report that repeats itself is no news',
    'shared/ledger/fill.ts',
    'const quantity = report.filledQuantity - known.filledQuantity',
    'const quantity = report.filledQuantity',
  ),
  one(
    'stop-ratchet',
    'a stop only rises',
    'shared/exits/raised-stop.ts',
    '.filter(({ stop }) => stop > look.position.stop)',
    '',
  ),
  one(
    'stop-placed',
    'a position gets a stop at the broker',
    'shared/orders/next-step.ts',
    "if (mayTry) return { kind: 'protect', position, quantity }",
    'if (mayTry) return undefined',
  ),
  one(
    'stop-quantity',
    'the stop is for all shares',
    'shared/orders/next-step.ts',
    'remainingQuantity(stop) === openQuantity(position) &&',
    '',
  ),
  one(
    'cancel-before-sale',
    'a stop is out of the way before a sale is sent',
    'shared/orders/next-step.ts',
    '    (sell && aboutSell(sell, position, circumstances)) ??\n    (position && !sell ? aboutPosition(position, buy, circumstances) : undefined)',
    '    (position ? aboutPosition(position, buy, circumstances) : undefined)',
  ),
  one(
    'unprotected-is-sold',
    'a position that gets no stop is sold',
    'shared/cycles/work-orders.ts',
    'if (exiting || triedAt < startedAt || currentNakedMs(cover, tick.now) < limitMs) continue',
    'if (exiting || triedAt < startedAt || currentNakedMs(cover, tick.now) < limitMs || true) continue',
  ),
  one(
    'safe-mode',
    'in safe mode nothing is bought',
    'shared/risk/check-safe-mode.ts',
    "if (!first) return pass('safe mode off')",
    "if (true) return pass('safe mode off')",
  ),
  one(
    'one-entry-a-symbol',
    'a symbol that is held or ordered is not bought again',
    'shared/cycles/decide-entries.ts',
    "if (signal.decision !== 'enter' || taken || !instrument || !signal.assessment) return []",
    "if (signal.decision !== 'enter' || !instrument || !signal.assessment) return []",
  ),
  one(
    'exposure-under-way',
    'entries that are sent or in doubt count as exposure',
    'shared/risk/account-figures.ts',
    'const underWay = entriesUnderWay(state)',
    'const underWay = ZERO',
  ),
  one(
    'quote-status',
    'only a quote in real time leads to an entry',
    'shared/market-data/quote-usability.ts',
    "if (quote.status !== 'REALTIME')",
    "if (quote.status === ('NEVER' as string))",
  ),
  one(
    'quote-age-at-deciding',
    'a quote that grew old while the account was read leads to no entry',
    'shared/cycles/decide-entries.ts',
    'if (quoteAgeMs > config.entry.quoteAgeSecondsMax * SECOND_MS)',
    'if (quoteAgeMs > Number.POSITIVE_INFINITY)',
  ),
  one(
    'entry-cutoff',
    'no entry in the last half hour',
    'shared/signals/circumstance-gates.ts',
    'if (minutes > limits.cutoffMinutesBeforeClose) return undefined',
    'if (minutes > Number.NEGATIVE_INFINITY) return undefined',
  ),
  one(
    'outbox',
    'an alert is durable before it is sent',
    'shared/cycles/tick.ts',
    "    this.#fresh.set(alert.alertId, alert)\n    this.#writeAlert(alert, 'pending')\n",
    '    this.#fresh.set(alert.alertId, alert)\n',
  ),
  one(
    'owners-stop',
    'what the owner stopped stays stopped over restarts',
    'shared/state/trading-state.ts',
    'risk: riskStateSchema.default(NO_RISK_HISTORY)',
    'risk: riskStateSchema.default(NO_RISK_HISTORY).transform((risk) => ({ ...risk, safeMode: [] }))',
  ),
  one(
    'button-once',
    'a button that confirms is gone with the order that it gave',
    'shared/cycles/commands/confirmation.ts',
    "  tick.write({ kind: 'delete', path, ifVersion: document.version })\n",
    '',
  ),
  one(
    'owners-sale',
    'what the owner orders sold is sold',
    'shared/cycles/work-orders.ts',
    'if (!position.exiting && isToBeSold(owner, position.symbol))',
    'if (!position.exiting && isToBeSold(owner, position.symbol) && false)',
  ),
  one(
    'log-chain',
    'every link of the event log is chained to the one before',
    'shared/state/event-log.ts',
    "previous: end?.hash ?? ''",
    "previous: ''",
  ),
  one(
    'fees-in-the-ledger',
    'fees are cash that moved',
    'shared/state/risk-state.ts',
    'return { ...risk, cashMoved: subtract(moved, fees) }',
    'return { ...risk, cashMoved: subtract(moved, ZERO) }',
  ),
  one(
    'demo-check',
    'DEMO is given no broker that could send an order',
    'infra/paper/broker-of-mode.ts',
    "return mode === 'LIVE' ? live() : paper()",
    'return mode === mode ? live() : paper()',
  ),
]

function one(name: string, guard: string, file: string, find: string, put: string): Mutant {
  return { name, guard, patches: [{ file, find, put }] }
}
