/**
 * The page's only script: a press on a column's heading sorts its table by the `data-sort` of the cells, largest first,
 * and the other way round at the next press.
 */
export const SORT_SCRIPT = `for (const button of document.querySelectorAll('table.sortable th button')) {
  button.addEventListener('click', () => {
    const heading = button.closest('th')
    const body = heading.closest('table').tBodies[0]
    const down = heading.getAttribute('aria-sort') !== 'descending'
    for (const other of heading.parentElement.children) other.removeAttribute('aria-sort')
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending')
    const key = (row) => row.cells[heading.cellIndex].dataset.sort
    const compare = (one, other) =>
      Number.isNaN(Number(one)) || Number.isNaN(Number(other)) ? (one < other ? 1 : -1) : Number(other) - Number(one)
    const rows = [...body.rows].sort((one, other) => compare(key(one), key(other)) * (down ? 1 : -1))
    body.append(...rows)
  })
}
`

/** SHA-256 of the script in base64: the page's policy runs nothing else. A test recomputes it. */
export const SORT_SCRIPT_SHA256 = 'mTr4l3AgEdynEs9YCKyQtKhJYomHd50gROeJaMHBgnk='
