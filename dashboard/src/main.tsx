import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client.ts'
import { isSignedOut } from './api/session.ts'
import { App } from './app.tsx'
import './styles/base.css'
import './styles/frame.css'
import './styles/numbers.css'
import './styles/parts.css'
import './styles/health.css'
import './styles/catalysts.css'

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // Whatever page notices it first: without a session everything else is refused too.
    onError: (error, query) => {
      if (isSignedOut(error) && query.queryKey[0] !== '/session')
        void queryClient.invalidateQueries({ queryKey: ['/session'] })
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked; the system may also run where there is no internet.
      retry: (failures, error) => !(error instanceof ApiError) && failures < 1,
      networkMode: 'always',
    },
  },
})

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
