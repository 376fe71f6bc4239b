import { registerHooks } from 'node:module'
import { MUTANTS } from './mutants.ts'

/** The environment variable that names the guard to be taken out. */
const NAME = 'OPENBELL_MUTANT'

/**
 * Loaded before everything else, it takes one guard out of the product while its sources are read; the files stay as
 * they are. A guard that no longer stands where the mutant looks for it is an error: the mutant must follow the code.
 */
const mutant = MUTANTS.find(({ name }) => name === process.env[NAME])
if (!mutant) throw new Error(`${NAME}: there is no mutant ${process.env[NAME]}`)

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const patches = mutant.patches.filter(({ file }) => url.endsWith(`/${file}`))
    if (patches.length === 0) return loaded
    let source = String(loaded.source)
    for (const { file, find, put } of patches) {
      const places = source.split(find).length - 1
      if (places !== 1) throw new Error(`mutant ${mutant.name}: its guard stands ${places} times in ${file}`)
      source = source.replace(find, () => put)
    }
    return { ...loaded, source }
  },
})
