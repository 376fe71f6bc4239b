/** The value kept under a key, or the one `make` makes now and that is kept from then on. */
export function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  if (!values.has(key)) values.set(key, make())
  return values.get(key) as Value
}
