import type { Ticker } from '../../../shared/domain/ids.ts'
import type { Label, LayoutName } from './layout.ts'
import type { Zone } from './stamp.ts'

/** What the owner says of the files; what is absent is taken from the layout, or asked for where that does not know. */
export interface ImportOptions {
  readonly layout: LayoutName | 'auto'
  readonly symbol?: Ticker
  readonly zone?: Zone
  readonly label?: Label
  readonly interval?: 'minute' | 'day'
}
