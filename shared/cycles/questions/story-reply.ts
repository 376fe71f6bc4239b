import type { Reply } from '../../commands/reply.ts'
import type { ChartReply } from './deal-chart.ts'
import type { StoryStep } from './story-lines.ts'

/** A story as a message: a step for a paragraph, those that have nothing to tell left out. */
export function storyReply({
  headline,
  steps,
  picture,
  note,
}: ChartReply & { readonly headline: string; readonly steps: readonly StoryStep[] }): Reply {
  const told = steps.filter(([, ...lines]) => lines.length > 0).map((lines) => lines.join('\n'))
  const text = [headline, ...told, ...(note === undefined ? [] : [note])].join('\n\n')
  return { text, ...(picture !== undefined && { picture }) }
}
