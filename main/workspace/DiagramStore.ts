import type { Database } from 'better-sqlite3'
import {
  diagramPositionsSchema,
  type DiagramPlace,
  type DiagramPositions,
} from '../../contract/diagrams.ts'

/** Where tables were put in diagrams, by connection and schema. */
export class DiagramStore {
  readonly #find
  readonly #save

  constructor(database: Database) {
    this.#find = database.prepare<[string, string, string], { positions: string }>(
      'select positions from diagrams where profile_id = ? and schema = ? and detail = ?',
    )
    this.#save = database.prepare<[string, string, string, string]>(
      'insert or replace into diagrams (profile_id, schema, detail, positions) values (?, ?, ?, ?)',
    )
  }

  positions({ profileId, schema, detail }: DiagramPlace): DiagramPositions {
    const row = this.#find.get(profileId, schema, detail)
    return row ? diagramPositionsSchema.parse(JSON.parse(row.positions)) : {}
  }

  save({ profileId, schema, detail }: DiagramPlace, positions: DiagramPositions): void {
    this.#save.run(profileId, schema, detail, JSON.stringify(positions))
  }
}
