import type { Answer, post } from '../../api/client.ts'

/** One ranked symbol of the radar. */
export type RadarCard = Answer<'/radar'>['cards'][number]
/** A proposal with everything it rests on. */
export type Proposal = Awaited<ReturnType<typeof post<'/propose'>>>
/** The word of the guardrails. */
export type Validation = Awaited<ReturnType<typeof post<'/validate'>>>
