/** Why the promotion gate does not judge these books. */
export interface PromotionRefused {
  readonly refused: 'was-live' | 'time-is-up'
  /** In words, without a full stop. */
  readonly why: string
}
