/** Only the figures there are: an absent one has no key. */
export function present<T extends object>(figures: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(figures).filter(([, figure]) => figure !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
