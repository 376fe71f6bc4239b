import type { Alert } from '../alerts/alert.ts'
import type { Tick } from './tick.ts'

/** Raises an alert unless the owner has heard this very one today. */
export function tellOnceToday(tick: Tick, alert: Alert): void {
  const { told } = tick.state
  if (told.includes(alert.alertId)) return
  tick.alert(alert)
  tick.state = { ...tick.state, told: [...told, alert.alertId] }
}
