/** What is wrong with a typed code, in words; `undefined` when it may be sent. Spaces around it are not looked at. */
export function codeProblem(typed: string): string | undefined {
  const code = typed.trim()
  if (/^[A-Za-z0-9]{4,8}$/.test(code)) return undefined
  if (code === '') return 'Type the code that E*TRADE shows: 4 to 8 letters and digits.'
  if (/[^A-Za-z0-9]/.test(code)) return 'The code has only letters and digits, 4 to 8 of them.'
  return `The code has 4 to 8 letters and digits, this one has ${code.length}.`
}
