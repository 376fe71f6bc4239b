/** Says so when a count has reached its limit. */
export function atLimit(count: number, limit: number, what: string): readonly string[] {
  return count >= limit ? [`${count} of ${limit} ${what}`] : []
}
