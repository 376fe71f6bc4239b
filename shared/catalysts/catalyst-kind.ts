/** What may move a price by itself on a day known beforehand (spec §12). */
export const CATALYST_KINDS = [
  'EARNINGS',
  'FDA_PDUFA',
  'TRIAL_READOUT',
  'GUIDANCE',
  'PARTNERSHIP',
  'DIVIDEND',
  'SPLIT',
] as const

export type CatalystKind = (typeof CATALYST_KINDS)[number]

/** How much an event of a kind matters, from 0 to 1 (spec §12). */
export const MATERIALITY: Readonly<Record<CatalystKind, number>> = {
  EARNINGS: 0.6,
  FDA_PDUFA: 1,
  TRIAL_READOUT: 0.9,
  GUIDANCE: 0.5,
  PARTNERSHIP: 0.5,
  DIVIDEND: 0.2,
  SPLIT: 0.2,
}
