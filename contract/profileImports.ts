import { z } from 'zod'
import { type } from './contract.ts'
import type { Profile } from './profiles.ts'

/** Whose file it is. */
export type ImportFormat = 'urls' | 'dbeaver' | 'azure-data-studio' | 'vscode-mssql' | 'sluice'

/** One connection found in a text. */
export type FoundConnection = {
  name: string
  /** Such as `PostgreSQL · db.example.org:5432/shop`. */
  target: string
  /** With an id of its own; null: it cannot be made, see `problem`. */
  profile: Profile | null
  /** Only those that stood in a URL; they go back to main with the save. */
  secrets: Record<string, string>
  problem: string | null
  /** What of it was not taken over, and why. */
  notes: string[]
  /** The connection that leads to the same place as the same user; null: none does. */
  duplicateOf: string | null
}

export type FoundConnections = {
  format: ImportFormat
  connections: FoundConnection[]
  /** What holds for all of them. */
  remarks: string[]
}

const MOST_CHARACTERS = 8_000_000

export const profileImportCalls = {
  /**
   * What connections a text holds: URLs, one a line, or a file of DBeaver, Azure Data Studio, VS Code
   * or Sluice. Saves nothing. Throws `invalid-request` for a text that is none of these.
   */
  'profiles.readImport': {
    request: z.object({ text: z.string().max(MOST_CHARACTERS) }),
    response: type<FoundConnections>(),
  },
  /** All connections without their secrets, as the text of a file that can be imported again. */
  'profiles.export': { request: z.object({}), response: type<string>() },
}
