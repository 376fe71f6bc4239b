import type { DocumentVersion, Store, Write } from '../../ports/store.ts'
import { decisionPath, type ProposalRecord, proposalRecordSchema } from '../../proposals/proposal-record.ts'
import { type ProposalRefusal, refuseProposal } from '../../proposals/proposal-refusal.ts'

/** A proposal as it is kept, and the version that the next change of it is held against. */
export interface KeptProposal {
  readonly decisionId: string
  readonly record: ProposalRecord
  readonly version: DocumentVersion
}

/** Reads a proposal; a refusal when there is none of that id. */
export async function readProposal(
  store: Store,
  decisionId: string,
): Promise<KeptProposal | ProposalRefusal> {
  const document = await store.get(decisionPath(decisionId))
  if (!document) return refuseProposal('not-found', `there is no proposal ${decisionId}`)
  if (document.value['decision'] !== 'propose')
    return refuseProposal('not-a-proposal', `${decisionId} is a decision of the scan, not a proposal`)
  return { decisionId, record: proposalRecordSchema.parse(document.value), version: document.version }
}

/** The proposal with something new in it, on the condition that nobody else has changed it since it was read. */
export function proposalUpdate({ decisionId, version }: KeptProposal, record: ProposalRecord): Write {
  return { kind: 'update', path: decisionPath(decisionId), value: { ...record }, ifVersion: version }
}
