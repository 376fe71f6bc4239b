import type { BudgetedCall, CallBudget } from '../../shared/ports/call-budget.ts'

/** Gives every permit and notes what was asked of it, unless the test says otherwise. */
export class ProgrammedBudget implements CallBudget {
  readonly paths = []
  readonly taken: BudgetedCall[] = []
  readonly reports: string[] = []
  onTake: (call: BudgetedCall) => void = () => {}

  reserve() {
    return { writes: [], confirm: () => {} }
  }

  async take(call: BudgetedCall): Promise<void> {
    this.onTake(call)
    this.taken.push(call)
  }

  report(module: BudgetedCall['module'], answer: 'accepted' | 'limited'): void {
    this.reports.push(`${module} ${answer}`)
  }

  settle() {
    return []
  }

  standing() {
    return { callsToday: this.taken.length, callsPerDayMax: 10_000, isNearlyUsedUp: false }
  }
}
