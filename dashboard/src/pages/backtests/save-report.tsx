/** Hands a report over as the file that it is; in its own tab its tables can be sorted. */
export function SaveReport({ id, html }: { readonly id: string; readonly html: string }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${id}.html`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <p className="muted small">
      Shown here without its script.{' '}
      <button type="button" onClick={save}>
        Save the file
      </button>{' '}
      to sort its tables.
    </p>
  )
}
