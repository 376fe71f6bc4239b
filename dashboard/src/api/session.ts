import { useQuery } from '@tanstack/react-query'
import { ApiError, get } from './client.ts'

/** Whether somebody is signed in here; `unknown` while the API has not answered. */
export function useSession(): 'unknown' | 'signed-in' | 'signed-out' {
  const { data, error } = useQuery({
    queryKey: ['/session'],
    queryFn: () => get('/session'),
    retry: (failures, problem) => !isSignedOut(problem) && failures < 2,
    staleTime: 60_000,
  })
  if (isSignedOut(error)) return 'signed-out'
  return data ? 'signed-in' : 'unknown'
}

/** The session is over, or there never was one. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}
