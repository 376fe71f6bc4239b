import type { NotRun, Trigger } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'

/** One run of one cycle. */
export type Cycle = (world: World, trigger: Trigger) => Promise<{ readonly status: 'done' } | NotRun>

/** Loads a cycle with all that it decides by; most of a cold start would go into it. */
export type CycleLoader = () => Promise<Cycle>
