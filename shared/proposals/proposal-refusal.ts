/** Why a proposal can't be made, checked, ordered or learned from; nothing was changed. */
export interface ProposalRefusal {
  readonly status: 'refused'
  /** One word for programs. */
  readonly code: string
  readonly reason: string
}

export function refuseProposal(code: string, reason: string): ProposalRefusal {
  return { status: 'refused', code, reason }
}
