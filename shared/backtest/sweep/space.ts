import { z } from 'zod'

/** A dotted name of the configuration, such as `exits.trailDistancePct`. */
const settingName = z
  .string()
  .regex(
    /^[a-zA-Z]\w*(\.[a-zA-Z]\w*)*$/,
    'a dotted name of the configuration, such as exits.trailDistancePct',
  )

const settingValue = z.union([z.number(), z.boolean(), z.string()])

const listSchema = z
  .array(settingValue)
  .min(1, 'at least one value')
  .refine((values) => new Set(values).size === values.length, 'each value once')

/** With a step: min, min + step, … up to max. Without one: anywhere between, which only a random sweep can draw. */
const rangeSchema = z
  .strictObject({
    min: z.number(),
    max: z.number(),
    step: z.number().positive().exactOptional(),
    /** Evenly by ratio instead of by difference, e.g. as often from 1 to 10 as from 10 to 100. */
    log: z.literal(true).exactOptional(),
  })
  .refine(({ min, max }) => min < max, 'min below max')
  .refine(({ log, min }) => !log || min > 0, 'with log a min above 0')
  .refine(({ log, step }) => !log || step === undefined, 'either log or a step')

/** What a sweep tries: for each setting a list of values or a range. */
export const spaceSchema = z
  .record(settingName, z.union([listSchema, rangeSchema]))
  .refine((space) => Object.keys(space).length > 0, 'at least one setting')

export type Space = Readonly<z.infer<typeof spaceSchema>>
export type SettingRange = Readonly<z.infer<typeof rangeSchema>>
export type SettingValue = z.infer<typeof settingValue>

/** Values of one trial by their dotted names. */
export type Settings = Readonly<Record<string, SettingValue>>

/** How many combinations there are; `Infinity` with a range that has no step. */
export function spaceSize(space: Space): number {
  return Object.values(space).reduce((size, choices) => size * choicesOf(choices), 1)
}

/** How many values a setting can have; `Infinity` for a range without a step. */
export function choicesOf(choices: Space[string]): number {
  if (isList(choices)) return choices.length
  const { min, max, step } = choices
  return step === undefined ? Number.POSITIVE_INFINITY : Math.floor((max - min) / step + STEP_TOLERANCE) + 1
}

/** One of the values of a list or of a range with a step, counted from 0. */
export function choiceAt(choices: Space[string], index: number): SettingValue {
  const value = isList(choices) ? choices[index] : steppedValue(choices, index)
  if (value === undefined) throw new RangeError(`no value ${index}: there are ${choicesOf(choices)}`)
  return value
}

/** 0.85 to 0.95 by 0.05 ends at 0.95 although binary fractions fall a hair short of it. */
const STEP_TOLERANCE = 1e-9
/** 0.1 + 0.2 is meant to be 0.3. */
const STEP_DIGITS = 12

function steppedValue({ min, step }: SettingRange, index: number): number | undefined {
  return step === undefined ? undefined : Number((min + index * step).toPrecision(STEP_DIGITS))
}

function isList(choices: Space[string]): choices is SettingValue[] {
  return Array.isArray(choices)
}
