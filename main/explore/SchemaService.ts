import { WorkbenchError } from '../../contract/errors.ts'
import type { ModelParts, SchemaModel, SchemaPlace } from '../../contract/schemaModel.ts'
import type { Driver } from '../drivers/driver.ts'
import type { SessionSource } from '../query/Run.ts'

export type SchemaServiceOptions = {
  sessions: SessionSource
  /** Throws `not-found`. */
  driverOf: (profileId: string) => Driver
}

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
}
