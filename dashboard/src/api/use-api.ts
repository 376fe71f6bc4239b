import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type AddressParts, type Answer, type GetPath, get } from './client.ts'

/** How often a page asks again; the API takes 60 requests a minute over all of them. */
export const REFRESH_MS = { fast: 10_000, normal: 30_000, slow: 120_000 } as const

/** What an address answers, asked again while the page is looked at. The last answer stays while the next is on its way. */
export function useApi<Path extends GetPath>(
  path: Path,
  options: AddressParts & { readonly every?: keyof typeof REFRESH_MS; readonly enabled?: boolean } = {},
): UseQueryResult<Answer<Path>> {
  const { params, query, every, enabled = true } = options
  return useQuery({
    queryKey: [path, params ?? {}, query ?? {}],
    queryFn: () => get(path, { ...(params && { params }), ...(query && { query }) }),
    refetchInterval: every ? REFRESH_MS[every] : false,
    placeholderData: keepPreviousData,
    enabled,
  })
}
