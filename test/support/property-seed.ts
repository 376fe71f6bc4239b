import fc from 'fast-check'

/**
 * A change is judged on the same cases every time it is judged; on a developer's machine every run tries new ones, and
 * a counterexample found there is printed with the seed that replays it.
 */
const JUDGING_SEED = 20_260_303

if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: JUDGING_SEED })
