import type { Alert } from '../alerts/alert.ts'
import type { Tick } from './tick.ts'

/** Raises an alert unless the owner has heard this very one today. */
export function tellOnceToday(tick: Tick, alert: Alert): void {
  if (wasToldToday(tick, alert.alertId)) return
  tick.alert(alert)
  tick.state = { ...tick.state, told: [...tick.state.told, alert.alertId] }
}

/** Spares the work of making an alert that would not be told again. */
export function wasToldToday({ state }: Tick, alertId: string): boolean {
  return state.told.includes(alertId)
}
