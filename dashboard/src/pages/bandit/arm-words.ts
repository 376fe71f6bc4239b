import type { Answer } from '../../api/client.ts'

type Arm = Answer<'/bandit/stats'>['arms'][number]['arm']

const WORDS: Readonly<Record<Arm, string>> = {
  EARNINGS_PRE: 'Before earnings',
  POST_EVENT_MOMO: 'After the event',
  NEWS_SPIKE: 'News spike',
  REACTIVE: 'Reactive',
  SKIP: 'Skip',
}

/** What an arm of the bandit is called on a page; one that is new here keeps its own name. */
export function armWords(arm: string): string {
  return WORDS[arm as Arm] ?? arm
}
