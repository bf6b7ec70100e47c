import type { SchemaInfo } from '../../contract/explorer.ts'

const QUOTED = /^(?:"(.*)"|\[(.*)\]|`(.*)`)$/s

/** The schema that a statement means by a name as it is written there. */
export function schemaNamed(
  written: string,
  schemas: readonly SchemaInfo[],
): SchemaInfo | undefined {
  const quoted = QUOTED.exec(written)
    ?.slice(1)
    .find((part) => part !== undefined)
  const exact = schemas.find(({ name }) => name === (quoted ?? written))
  if (exact || quoted !== undefined) return exact
  return schemas.find(({ name }) => name.toLowerCase() === written.toLowerCase())
}
