import { WorkbenchError } from '../../contract/errors.ts'
import type { SchemaComparison } from '../../contract/schemaCompare.ts'
import type { ModelParts, SchemaModel, SchemaPlace } from '../../contract/schemaModel.ts'
import type { Driver } from '../drivers/driver.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import { compareSchemas, type Side } from './compare/compareSchemas.ts'
import { migrationScript } from './compare/migrationScript.ts'

export type SchemaServiceOptions = {
  sessions: SessionSource
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
}

type Sides = { readonly left: SchemaPlace; readonly right: SchemaPlace; readonly access: boolean }

/** Who holds the lease, as the monitor shows it. */
const LABEL = 'Schema'

/** Whole schemas: read for diagrams, and compared. */
export class SchemaService {
  readonly #sessions: SessionSource
  readonly #driverOf: (profileId: string) => Driver

  constructor({ sessions, driverOf }: SchemaServiceOptions) {
    this.#sessions = sessions
    this.#driverOf = driverOf
  }

  async model(
    { profileId, schema }: SchemaPlace,
    parts: ModelParts,
    signal: AbortSignal,
  ): Promise<SchemaModel> {
    const { introspect, label } = this.#driverOf(profileId)
    const { model } = introspect
    if (!model) throw new WorkbenchError('unsupported', `${label} has no schemas with tables.`)
    return this.#sessions.use({ profileId }, { label: LABEL, signal }, ({ connection }) =>
      model(connection, { schema, parts }, signal),
    )
  }

  async compare(sides: Sides, signal: AbortSignal): Promise<SchemaComparison> {
    const tell = [sides.left, sides.right].every(
      ({ profileId }) => this.#driverOf(profileId).capabilities.comparesAccess,
    )
    const parts = sides.access && tell ? 'access' : 'all'
    const [left, right] = await this.#read(sides, { left: parts, right: parts }, signal)
    return compareSchemas(left, right)
  }

  /** See `schemas.migrationScript` of the contract. */
  async migrationScript(
    sides: Sides,
    chosen: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    const { dialect, label } = this.#driverOf(sides.right.profileId)
    const { schemaWriter: writer } = dialect
    const leftLabel = this.#driverOf(sides.left.profileId).label
    if (!writer || this.#driverOf(sides.left.profileId).dialect.schemaWriter !== writer)
      throw new WorkbenchError(
        'unsupported',
        `There is no script from ${leftLabel} to ${label}: their statements differ. Compare only.`,
      )
    // What is dropped and made again keeps whose it was.
    const parts = { left: sides.access ? 'access' : 'all', right: 'access' } as const
    const [left, right] = await this.#read(sides, parts, signal)
    const { differences } = compareSchemas(left, right)
    return migrationScript({
      left: left.model,
      right: right.model,
      differences,
      chosen: new Set(chosen),
      writer,
    })
  }

  #read(
    sides: Sides,
    parts: Record<'left' | 'right', ModelParts>,
    signal: AbortSignal,
  ): Promise<[Side, Side]> {
    const read = async (side: 'left' | 'right'): Promise<Side> => {
      const { splitter } = this.#driverOf(sides[side].profileId).dialect
      return { model: await this.model(sides[side], parts[side], signal), splitter }
    }
    return Promise.all([read('left'), read('right')])
  }
}
