import { Component, type ReactNode } from 'react'

/** Keeps an error of one page from taking the whole dashboard along. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override readonly state: { readonly error?: Error } = {}

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="banner" role="alert">
        <p>This page could not be shown: {error.message}</p>
        <p>
          <button type="button" onClick={() => window.location.reload()}>
            Load it again
          </button>
        </p>
      </div>
    )
  }
}
