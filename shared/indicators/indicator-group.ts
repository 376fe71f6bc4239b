import type { Incremental } from './incremental.ts'

/** Named indicators that are fed, saved and restored together. */
export type IndicatorGroup<Input> = Readonly<Record<string, Incremental<Input, unknown, unknown>>>

/** What each indicator of a group remembers, under its name. */
export type GroupState<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Incremental<infer _Input, unknown, infer State>
    ? State
    : never
}

/** Copies what every indicator of the group remembers. */
export function saveGroup<Group extends IndicatorGroup<never>>(group: Group): GroupState<Group> {
  const saved = Object.entries(group).map(([name, indicator]) => [name, indicator.save()])
  return Object.fromEntries(saved)
}

/** Puts every indicator of the group back where it was, or says which one has nothing saved. */
export function restoreGroup<Group extends IndicatorGroup<never>>(
  group: Group,
  state: GroupState<Group>,
): void {
  for (const [name, indicator] of Object.entries(group)) {
    const saved = state?.[name]
    if (saved === undefined)
      throw new TypeError(`saved indicators must hold "${name}": build the state anew from bars`)
    indicator.restore(saved)
  }
}
