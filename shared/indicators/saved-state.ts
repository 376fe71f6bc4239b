/**
 * Refuses a saved state in which a remembered number is missing or was not a number, before it spoils a
 * value.
 */
export function assertNumbers<State extends object>(
  owner: string,
  state: State,
  fields: readonly (keyof State & string)[],
): void {
  if (typeof state !== 'object' || state === null)
    throw new TypeError(`saved ${owner} must be an object, was ${state}`)
  for (const field of fields) {
    if (!Number.isFinite(state[field]))
      throw new TypeError(`saved ${owner}.${field} must be a finite number, was ${state[field]}`)
  }
}
