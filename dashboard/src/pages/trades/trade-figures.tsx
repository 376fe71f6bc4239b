import type { Answer } from '../../api/client.ts'
import { Figures } from '../../components/figures.tsx'
import { Pct, Usd } from '../../components/money.tsx'

/** What the trades that are shown came to; a dash where they are too few to say. */
export function TradeFigures({ statistics }: { readonly statistics: Answer<'/trades'>['statistics'] }) {
  const { trades, wins, losses, winRatePct, profitFactor, profit, expectancy, best, worst, maxDrawdown } =
    statistics
  return (
    <Figures
      of={[
        ['Profit, USD', <Usd key="profit" exact={profit} signed />],
        ['Trades', trades],
        ['Won / lost', `${wins} / ${losses}`],
        ['Win rate', winRatePct === undefined ? '–' : <Pct key="rate" value={winRatePct} signed={false} />],
        ['Profit factor', profitFactor?.toFixed(2) ?? (wins > 0 ? 'no loss' : '–')],
        ['Average trade, USD', signed(expectancy)],
        ['Best, USD', signed(best)],
        ['Worst, USD', signed(worst)],
        ['Drawdown, USD', <Usd key="drawdown" exact={maxDrawdown} />],
      ]}
    />
  )
}

function signed(exact: string | undefined) {
  return exact === undefined ? '–' : <Usd exact={exact} signed />
}
