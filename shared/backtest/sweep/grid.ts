import { choiceAt, choicesOf, type Settings, type Space } from './space.ts'

/** Every combination of a space whose settings all have an end; the last named setting changes fastest. */
export function gridSettings(space: Space): readonly Settings[] {
  return Object.entries(space).reduce<readonly Settings[]>(
    (combinations, [name, choices]) =>
      combinations.flatMap((settings) =>
        Array.from({ length: choicesOf(choices) }, (_, index) => ({
          ...settings,
          [name]: choiceAt(choices, index),
        })),
      ),
    [{}],
  )
}
