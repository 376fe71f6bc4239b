/**
 * How good or bad a word is for the price of what a headline is about, from -2 to 2. The list is our own and short on
 * purpose: words whose tone depends on the subject ("cut", "high", "short") are left out, because an unread word costs
 * confidence while a misread one costs money.
 */
export const financeLexicon: ReadonlyMap<string, number> = new Map([
  ...weighted(2, 'soar soars soared surge surges surged skyrockets skyrocketed blowout breakthrough'),
  ...weighted(
    1,
    `beat beats exceeded exceeds outperform outperforms outperformed upgrade upgrades upgraded gain gains gained
     rally rallies rallied rise rises rose jump jumps jumped climb climbs climbed profit profits profitable growth
     grew record strong stronger strength bullish approval approved approves win wins won awarded buyback raised
     raises rebound rebounds rebounded optimistic accelerates accelerated`,
  ),
  ...weighted(
    -1,
    `miss misses missed underperform underperforms underperformed downgrade downgrades downgraded loss losses fall
     falls fell drop drops dropped decline declines declined slide slides slid slump slumps slumped weak weaker
     weakness bearish warning warns warned lawsuit sued sues probe investigation recall recalls recalled layoffs
     delay delays delayed disappointing disappoints disappointed lowers lowered tumble tumbles tumbled shortfall
     slowdown halted resigns resigned dilution`,
  ),
  ...weighted(
    -2,
    `plunge plunges plunged crash crashes crashed collapse collapses collapsed bankruptcy bankrupt fraud default
     defaults defaulted delisted delisting insolvency insolvent restatement indicted`,
  ),
])

/** Words that turn the word after them round, also across one word between. */
export const negations: ReadonlySet<string> = new Set([
  ...['not', 'no', 'never', 'without', 'avoids', 'avoid', 'avoided', 'fails', 'failed', "won't", "doesn't"],
  ...['denies', 'denied', "isn't", "didn't"],
])

function weighted(weight: number, words: string): readonly (readonly [string, number])[] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => [word, weight] as const)
}
