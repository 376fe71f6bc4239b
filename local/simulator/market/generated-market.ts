import { GeneratedBars, type GeneratedWorld } from './generated-bars.ts'
import { TapeMarket } from './tape-market.ts'

/** A market whose days never happened: it needs no data, and a seed tells it apart from all others. */
export class GeneratedMarket extends TapeMarket {
  static create(world: GeneratedWorld): GeneratedMarket {
    return new GeneratedMarket(new GeneratedBars(world))
  }
}
