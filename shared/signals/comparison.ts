/** Whether a value is above another; absent when one of the two is. */
export function above(value: number | undefined, other: number | undefined): boolean | undefined {
  return value === undefined || other === undefined ? undefined : value > other
}

/** False as soon as one is false, whatever the other; otherwise as unknown as either. */
export function both(first: boolean | undefined, second: boolean | undefined): boolean | undefined {
  if (first === false || second === false) return false
  return first === undefined || second === undefined ? undefined : true
}
