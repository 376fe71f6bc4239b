import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../../api/client.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProposalStory } from './proposal-story.tsx'

/** The button that asks for a proposal, and what came of it. Nothing is bought by it. */
export function Proposing({ symbol }: { readonly symbol: string }) {
  const queryClient = useQueryClient()
  const proposing = useMutation({
    mutationFn: () => post('/propose', { symbol }),
    // Without a network it fails at once; it is not sent some other time.
    networkMode: 'always',
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['/decisions'] }),
  })
  const { data: proposal, error, isPending } = proposing
  return (
    <div className="stack">
      <div>
        <button type="button" disabled={isPending} onClick={() => proposing.mutate()}>
          {isPending ? 'Proposing…' : 'Propose'}
          <span className="visually-hidden"> a trade of {symbol}</span>
        </button>
      </div>
      {error && <ProblemNote error={error} />}
      <div aria-live="polite">
        {/* Another proposal begins without the verdict of the one before. */}
        {proposal && <ProposalStory key={proposal.decisionId} proposal={proposal} />}
      </div>
    </div>
  )
}
