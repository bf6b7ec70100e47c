import type { CatalogRoutine } from '../../../contract/explorer.ts'
import { dialect } from './dialect.ts'
import type { Ask } from './introspect.ts'

/**
 * Functions of the session that the dialect does not offer already: those of the modules this SQLite was
 * built with, of extensions and of the program. https://www.sqlite.org/pragma.html#pragma_function_list
 */
export async function readFunctions(ask: Ask): Promise<CatalogRoutine[]> {
  const known = new Set(
    [...dialect.functions, ...dialect.keywords].map((name) => name.toLowerCase()),
  )
  const rows = await ask(
    `select name, max(type = 's'), min(narg), max(narg) from pragma_function_list
     group by name order by name`,
  )
  return rows.flatMap(([name, isScalar, fewest, most]): CatalogRoutine[] => {
    const called = String(name)
    // Operators are functions as well.
    if (known.has(called.toLowerCase()) || !/^[a-z_]\w*$/i.test(called)) return []
    return [
      {
        schema: '',
        name: called,
        kind: Number(isScalar) === 1 ? 'function' : 'aggregate',
        signature: signatureOf(Number(fewest), Number(most)),
        returns: '',
      },
    ]
  })
}

/** Only how many arguments it takes is known; below 0: any number. */
const signatureOf = (fewest: number, most: number): string =>
  fewest < 0 ? '…' : Array.from({ length: most }, (_each, at) => `arg${at + 1}`).join(', ')
