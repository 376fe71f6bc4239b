/** One thing that should be well. */
export interface HealthCheck {
  readonly name: string
  readonly verdict: 'well' | 'ill' | 'unknown'
  readonly detail: string
}

export function wellIf(isWell: boolean): HealthCheck['verdict'] {
  return isWell ? 'well' : 'ill'
}
