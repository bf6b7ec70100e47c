import type { RefObject } from 'react'
import type { Column } from '../../contract/columns.ts'
import type { EditableRows, EditedValue } from '../../contract/edits.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import type { Text } from '../text/text.ts'
import type { CellChange, DataGridHandle, EditCommand, GridEdits } from '../ui/dataGrid.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { toast } from '../ui/toast.ts'
import { applyEdits, type EditedResult } from './applyEdits.ts'
import { checkInput, takesEmpty } from './checkInput.ts'
import { currentEdits, redoStage, stage, undoStage } from './editsStore.ts'
import { parseTsv } from './parseTsv.ts'
import { type PastedValue, planPaste, withoutHeaders } from './planPaste.ts'
import {
  type RowRef,
  type RowValues,
  type Stage,
  stagedValues,
  withAddedRow,
  withDeletedRows,
  withValue,
} from './stage.ts'
import { rowMark } from './stagedCell.ts'

/** Where rows are and what they have. */
export type StoredRows = {
  /** Rows of the result that are shown; added ones stand behind them. */
  readonly rowCount: number
  readonly refAt: (row: number) => RowRef | null
  /** The text of a cell before anything is staged; null: NULL. Undefined: not here, or not whole. */
  readonly textAt: (place: CellPlace) => string | null | undefined
  /** The same, whole, wherever it is. */
  readonly wholeTextAt: (place: CellPlace) => Promise<string | null>
}

export type RowEditingOptions = {
  readonly rows: EditableRows
  readonly edited: EditedResult
  readonly columns: readonly Column[]
  /** Keys of the columns in sight, in their order. */
  readonly visible: readonly number[]
  readonly zone: string
  readonly stored: StoredRows
  readonly grid: RefObject<DataGridHandle | null>
  readonly text: Text
}

/** Cells changed, and rows duplicated, by one command at a time. */
const MAX_CELLS = 100_000
const MAX_DUPLICATES = 1_000
/** As many as are in sight at once. */
const FEW_ROWS = 20

/** What the user does to the rows of one result, as the grid asks for it. */
export class RowEditing implements GridEdits {
  readonly #options: RowEditingOptions
  readonly #resultId: string

  constructor(options: RowEditingOptions) {
    this.#options = options
    this.#resultId = options.edited.resultId
  }

  readonly canEdit = ({ row, column }: CellPlace): boolean => {
    const ref = this.#options.stored.refAt(row)
    if (!ref || !this.#options.rows.columns[column]?.isEditable) return false
    return !this.#isGoing(ref)
  }

  readonly textAt = (place: CellPlace): string | null => {
    if (!this.canEdit(place)) return null
    const value = this.#stagedAt(place)
    if (value) return value.kind === 'text' ? value.text : ''
    const stored = this.#options.stored.textAt(place)
    return stored === undefined ? null : (stored ?? '')
  }

  readonly onCommit = (place: CellPlace, typed: string): string | null => {
    const { columns, rows, zone, text } = this.#options
    const column = columns[place.column]!
    // Left as it was: NULL and DEFAULT stay, and no text is made anew.
    if (typed === this.textAt(place) && (typed !== '' || this.#isUnset(place))) return null
    if (typed === '' && !takesEmpty(column))
      return text('edits.emptyIsNoValue', { type: column.serverType })
    const { keepsNumbers } = rows.columns[place.column]!
    const checked = checkInput(column, typed, { zone, ...(keepsNumbers && { keepsNumbers }) })
    if ('problem' in checked) return text(checked.problem.key, checked.problem.parameters)
    this.#set([{ ...place, value: { kind: 'text', text: checked.text } }])
    return null
  }

  readonly tellRefusal = ({ column }: CellPlace): boolean => {
    const { rows, columns, text } = this.#options
    const { name, isEditable } = rows.columns[column] ?? { name: null, isEditable: false }
    if (isEditable) return false
    const reason = name === null ? 'edits.columnComputed' : 'edits.columnFixed'
    toast(text(reason, { column: columns[column]?.name ?? '' }))
    return true
  }

  readonly tellDropped = (place: CellPlace): void =>
    toast(this.#options.text('edits.typedDropped', { cell: this.labelOf(place) }))

  readonly onCommand = (command: EditCommand): void => {
    if (this.#options.grid.current?.settle() === false) return
    switch (command) {
      case 'add-row':
        return this.#addRows([new Map()])
      case 'duplicate-rows':
        return void this.#duplicate().catch((error: unknown) => toast(errorLine(error), 'error'))
      case 'delete-rows':
        return this.#deleteRows()
      case 'set-null':
        return this.#setAll('null')
      case 'set-empty':
        return this.#setAll('empty')
      case 'set-default':
        return this.#setAll('default')
      case 'undo':
        return undoStage(this.#resultId)
      case 'redo':
        return redoStage(this.#resultId)
      case 'apply':
        return void applyEdits(this.#options.edited)
    }
  }

  readonly onPaste = (pasted: string, asNewRows = false): void => {
    const { visible, columns, rows, zone, text, stored } = this.#options
    const selected = this.#selected()
    const keys = visible.slice(Math.max(0, visible.indexOf(selected.columns[0] ?? 0)))
    const names = keys.map((key) => columns[key]!.name)
    const block = withoutHeaders(parseTsv(pasted), names)
    if (block.reduce((count, cells) => count + cells.length, 0) > MAX_CELLS)
      return toast(text('edits.tooMany'))
    const total = stored.rowCount + this.#stage.added.length
    const area = {
      row: asNewRows ? total : (selected.rows[0] ?? total),
      columns: keys,
      height: selected.rows.length,
      width: selected.columns.length,
    }
    const plan = planPaste(block, area, { table: rows.columns, result: columns, zone })
    if ('values' in plan) return this.#pasteValues(plan.values, total)
    const reason = text(plan.problem.key, plan.problem.parameters)
    const place = { row: plan.row + 1, column: columns[plan.column]!.name }
    toast(text('edits.pasteRefused', { ...place, reason }), 'error')
  }

  readonly rowMarkAt = (row: number): CellChange | null => {
    const { history, problems } = currentEdits(this.#resultId)
    const ref = this.#options.stored.refAt(row)
    const { rows, text } = this.#options
    const staging = { stage: history.present, problems, columns: rows.columns, text }
    return ref && rowMark(ref, staging)
  }

  readonly areGoing = (): boolean => {
    const { rows } = this.#selected()
    return rows.length > 0 && rows.every((row) => this.#isGoing(this.#options.stored.refAt(row)))
  }

  readonly labelOf = ({ row, column }: CellPlace): string =>
    this.#options.text('edits.cellField', {
      row: row + 1,
      column: this.#options.columns[column]!.name,
    })

  get #stage(): Stage {
    return currentEdits(this.#resultId).history.present
  }

  #isGoing = (ref: RowRef | null): boolean =>
    ref?.kind === 'stored' && this.#stage.deleted.has(ref.row)

  #stagedAt({ row, column }: CellPlace): EditedValue | undefined {
    const ref = this.#options.stored.refAt(row)
    return ref ? stagedValues(this.#stage, ref).get(column) : undefined
  }

  /** NULL, or the default. */
  #isUnset(place: CellPlace): boolean {
    const value = this.#stagedAt(place)
    return value ? value.kind !== 'text' : this.#options.stored.textAt(place) === null
  }

  #selected(): { rows: number[]; columns: readonly number[] } {
    const selected = this.#options.grid.current?.selected()
    if (!selected) return { rows: [], columns: [] }
    const { block, focus } = selected
    if (!block) return { rows: [focus.row], columns: [focus.column] }
    const rows = block.rows.flatMap(({ from, to }) =>
      Array.from({ length: Math.min(to - from, MAX_CELLS + 1) }, (_, at) => from + at),
    )
    return { rows, columns: block.columns }
  }

  #set(values: readonly PastedValue[]): void {
    stage(this.#resultId, (present) =>
      values.reduce((next, value) => this.#withValue(next, value), present),
    )
  }

  /** What a cell has already is no change of it, and a row that is to go has none. */
  #withValue(present: Stage, { row, column, value }: PastedValue): Stage {
    const { stored } = this.#options
    const ref = stored.refAt(row)
    if (!ref || this.#isGoing(ref)) return present
    const isSame = ref.kind === 'stored' && isAsStored(value, stored.textAt({ row, column }))
    return withValue(present, ref, column, isSame ? null : value)
  }

  #setAll(kind: 'null' | 'default' | 'empty'): void {
    const { rows, columns } = this.#selected()
    if (rows.length * columns.length > MAX_CELLS) return toast(this.#options.text('edits.tooMany'))
    const refused = columns.map((key) => this.#refusalOf(kind, key)).find((each) => each !== null)
    if (refused) return toast(refused)
    const value: EditedValue = kind === 'empty' ? { kind: 'text', text: '' } : { kind }
    this.#set(rows.flatMap((row) => columns.map((column) => ({ row, column, value }))))
  }

  /** Why a column cannot have such a value; null: it can. */
  #refusalOf(kind: 'null' | 'default' | 'empty', key: number): string | null {
    const { rows, columns, text } = this.#options
    const { name, serverType } = columns[key]!
    const column = rows.columns[key]
    if (!column?.isEditable) return text('edits.columnFixed', { column: name })
    if (kind === 'null' && !column.isNullable) return text('edits.notNull', { column: name })
    if (kind === 'default' && !column.hasDefault) return text('edits.noDefault', { column: name })
    if (kind === 'empty' && !takesEmpty(columns[key]!))
      return text('edits.emptyIsNoValue', { type: serverType })
    return null
  }

  #deleteRows(): void {
    const { rows } = this.#selected()
    if (rows.length > MAX_CELLS) return toast(this.#options.text('edits.tooMany'))
    const refs = rows.flatMap((row) => this.#options.stored.refAt(row) ?? [])
    stage(this.#resultId, (present) => withDeletedRows(present, refs))
  }

  #addRows(all: readonly RowValues[]): void {
    const { grid, visible, rows, stored } = this.#options
    stage(this.#resultId, (present) =>
      all.reduce((next, values) => withAddedRow(next, values).stage, present),
    )
    const row = stored.rowCount + this.#stage.added.length - 1
    // One was among the rows above, which are out of sight now.
    if (stored.rowCount > FEW_ROWS)
      toast(this.#options.text('edits.addedAtEnd', { row: formatCount(row + 1) }))
    const column = visible.find((key) => rows.columns[key]?.isEditable) ?? 0
    // The grid has the row with the second frame.
    requestAnimationFrame(() => requestAnimationFrame(() => grid.current?.focus({ row, column })))
  }

  async #duplicate(): Promise<void> {
    const { rows } = this.#selected()
    this.#addRows(await Promise.all(rows.slice(0, MAX_DUPLICATES).map((row) => this.#copyOf(row))))
  }

  /** The values of a row but for keys that the server makes. */
  async #copyOf(row: number): Promise<RowValues> {
    const { rows, stored } = this.#options
    const values = new Map<number, EditedValue>()
    for (const [column, { isEditable, hasDefault, name }] of rows.columns.entries()) {
      if (!isEditable || (hasDefault && rows.key.columns.includes(name!))) continue
      const known = this.#stagedAt({ row, column })
      if (known) values.set(column, known)
      else if (row < stored.rowCount)
        values.set(column, asValue(await stored.wholeTextAt({ row, column })))
    }
    return values
  }

  #pasteValues(values: readonly PastedValue[], total: number): void {
    const inside = values.filter(({ row }) => row < total)
    const beyond = Map.groupBy(
      values.filter(({ row }) => row >= total),
      ({ row }) => row,
    )
    stage(this.#resultId, (present) => {
      const changed = inside.reduce((next, value) => this.#withValue(next, value), present)
      return [...beyond.values()].reduce(
        (next, row) =>
          withAddedRow(next, new Map(row.map(({ column, value }) => [column, value]))).stage,
        changed,
      )
    })
  }
}

const asValue = (stored: string | null): EditedValue =>
  stored === null ? { kind: 'null' } : { kind: 'text', text: stored }

const isAsStored = (value: EditedValue, stored: string | null | undefined): boolean => {
  if (stored === undefined) return false
  return value.kind === 'null' ? stored === null : value.kind === 'text' && value.text === stored
}
