/** Every indicator of the product at one bar; a value is absent until its indicator has warmed up. */
export interface IndicatorRow {
  readonly sma10?: number
  readonly sma20?: number
  readonly sma50?: number
  readonly sma200?: number
  readonly ema12?: number
  readonly ema26?: number
  readonly rsi14?: number
  readonly rsi21?: number
  readonly macd?: number
  readonly macdSignal?: number
  readonly macdHistogram?: number
  readonly bollingerUpper?: number
  readonly bollingerMiddle?: number
  readonly bollingerLower?: number
  /** (upper − lower) ÷ middle. */
  readonly bollingerWidth?: number
  readonly atr14?: number
  readonly adx14?: number
  readonly plusDi14?: number
  readonly minusDi14?: number
  readonly stochasticK?: number
  readonly stochasticD?: number
  readonly cci20?: number
  readonly williamsR14?: number
  readonly mfi14?: number
  readonly roc10?: number
  readonly obv?: number
  readonly accumulationDistribution?: number
  readonly vwap?: number
  readonly keltnerUpper?: number
  readonly keltnerMiddle?: number
  readonly keltnerLower?: number
  readonly volumeSma20?: number
  readonly realizedVolatility5?: number
  readonly realizedVolatility20?: number
  readonly doji?: boolean
  readonly hammer?: boolean
  readonly bullishEngulfing?: boolean
  readonly morningStar?: boolean
}
