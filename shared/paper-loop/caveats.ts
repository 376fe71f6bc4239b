/** What nobody should read into a paper loop, whatever it earned. */
export const PAPER_LOOP_CAVEATS: readonly string[] = [
  'The plans are rules of our own that were calibrated on nothing; the bandit learns which of them pays as it is.',
  'Daily bars do not tell what came first within a day: the stop is taken to have been first, which is against the trade.',
  'Where no quotes were recorded the spread is a model, and every entry is at the open, where real spreads are wider.',
  'The symbols are those known today to have lasted: whoever chose them beforehand would have had losers among them.',
  'An announcement of the next 30 days is taken as known beforehand, also where its date was told later than that.',
  'Prices adjusted for splits and dividends change how many shares a ticket buys and how wide a cent is.',
  'There is no recorded news: NEWS_SPIKE is never played, and the news and options terms of the context stay empty.',
  'At most three positions are open at a time and symbols are asked in order, so that later ones are refused more often.',
  'Everything is decided at the open: the guardrail on the loss of the day sees what happened over night and no more.',
]
