import type Database from 'better-sqlite3'

export type SampleValue = string | number | bigint | Uint8Array | null

/** Rows a statement: calls cost more than rows do. */
const ROWS_AT_ONCE = 10

/** Appends rows to one table, values in the order of its columns. Ends with `flush`. */
class RowWriter {
  readonly #database: Database.Database
  readonly #table: string
  readonly #places: string
  readonly #writeMany: Database.Statement
  #waiting: SampleValue[] = []
  #waitingRows = 0

  constructor(database: Database.Database, table: string) {
    const columns = database.pragma(`table_info(${table})`) as unknown[]
    this.#database = database
    this.#table = table
    this.#places = `(${columns.map(() => '?').join(', ')})`
    this.#writeMany = this.#insert(ROWS_AT_ONCE)
  }

  write(...values: SampleValue[]): void {
    this.#waiting.push(...values)
    if (++this.#waitingRows < ROWS_AT_ONCE) return
    this.#writeMany.run(this.#waiting)
    this.#clear()
  }

  flush(): void {
    if (this.#waitingRows > 0) this.#insert(this.#waitingRows).run(this.#waiting)
    this.#clear()
  }

  #clear(): void {
    this.#waiting = []
    this.#waitingRows = 0
  }

  #insert(rows: number): Database.Statement {
    const places = Array.from({ length: rows }, () => this.#places).join(', ')
    return this.#database.prepare(`insert into ${this.#table} values ${places}`)
  }
}

/** Writes one table's rows, as many as `write` gives to its argument. */
export function fillTable(
  database: Database.Database,
  table: string,
  write: (row: (...values: SampleValue[]) => void) => void,
): void {
  const writer = new RowWriter(database, table)
  write((...values) => writer.write(...values))
  writer.flush()
}

/** Money in whole cents as the text that `decimal_text` columns hold. */
export function centsText(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const DAY_MS = 86_400_000
export const FIRST_DAY_MS = Date.UTC(2019, 0, 1)
export const LAST_DAY_MS = Date.UTC(2025, 11, 31)
export const DAYS = (LAST_DAY_MS - FIRST_DAY_MS) / DAY_MS

const dayTexts = new Map<number, string>()

/** The date of a day counted from the first one. */
export function dayText(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10)
  dayTexts.set(day, text)
  return text
}

/** `2024-05-01 09:30:00`, as SQLite's own functions write it. */
export function timeText(atMs: number): string {
  const seconds = Math.floor((atMs - FIRST_DAY_MS) / 1_000)
  const day = Math.floor(seconds / 86_400)
  const ofDay = seconds - day * 86_400
  const [hour, minute, second] = [
    Math.floor(ofDay / 3_600),
    Math.floor(ofDay / 60) % 60,
    ofDay % 60,
  ]
  return `${dayText(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
