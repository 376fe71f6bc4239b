import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'

/** The error for a word of the broker's that we do not know and will not guess the meaning of. */
export function unknownWord(
  operation: string,
  field: string,
  word: { readonly seen: string; readonly known: readonly string[] },
): BrokerUnreachableError {
  const known = word.known.join(', ')
  return new BrokerUnreachableError(
    operation,
    `${operation} answered what we cannot read: ${field} was "${word.seen.slice(0, 60)}", known are ${known}`,
  )
}
