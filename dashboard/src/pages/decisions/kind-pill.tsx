import type { Answer } from '../../api/client.ts'
import { Pill, type Tone } from '../../components/pill.tsx'

type Kind = Answer<'/decisions'>['decisions'][number]['kind']

const KINDS: Readonly<Record<Kind, { readonly tone: Tone; readonly word: string }>> = {
  entry: { tone: 'good', word: 'Entry' },
  refusal: { tone: 'plain', word: 'Refusal' },
  'stop-move': { tone: 'info', word: 'Stop moved' },
  exit: { tone: 'warn', word: 'Exit' },
  proposal: { tone: 'info', word: 'Proposal' },
}

/** What kind of decision it was. */
export function KindPill({ kind }: { readonly kind: Kind }) {
  const { tone, word } = KINDS[kind]
  return <Pill tone={tone}>{word}</Pill>
}
