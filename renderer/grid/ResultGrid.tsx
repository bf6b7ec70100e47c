import { ArrowLeft } from 'lucide-react'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { CellBlock } from '../../contract/cellBlocks.ts'
import { MAX_ROW_CHANGES } from '../../contract/limits.ts'
import { STORED_ZONE } from '../../contract/preferenceChoices.ts'
import { usePreferences } from '../app/preferencesStore.ts'
import type { EditedResult } from '../edits/applyEdits.ts'
import { EditActions } from '../edits/EditActions.tsx'
import { EditBar } from '../edits/EditBar.tsx'
import { EditProblems } from '../edits/EditProblems.tsx'
import { UnfitEdits } from '../edits/UnfitEdits.tsx'
import { useEdits } from '../edits/useEdits.ts'
import { stagedValueAt } from '../edits/stagedValueAt.ts'
import { useEditCommands } from '../edits/useEditCommands.ts'
import { useStagedChanges } from '../edits/useStagedChanges.ts'
import { useEditPlaces } from '../edits/useEditPlaces.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { arrange, shownResult, useArrangement } from '../results/arrangementsStore.ts'
import { formatCount } from '../results/formatAmounts.ts'
import type { Origin } from '../results/originsStore.ts'
import type { ResultState } from '../results/runState.ts'
import { pressHeader } from '../results/sortKeys.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import type { DataGridHandle } from '../ui/dataGrid.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { ContextMenu } from '../ui/Menu.tsx'
import { lazyComponent } from '../ui/lazyComponent.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import type { SelectedCells } from '../ui/SelectionModel.ts'
import { Splitter } from '../ui/Splitter.tsx'
import { visibleKeys } from './columnLayout.ts'
import { changeLayout, useColumnLayout } from './columnLayoutsStore.ts'
import {
  lastPlace,
  lastSelection,
  notePlace,
  noteSelection,
  showPanel,
  useDisplay,
} from './displayStore.ts'
import { FindBar } from './FindBar.tsx'
import { GridActions } from './GridActions.tsx'
import { GridDialogs } from './GridDialogs.tsx'
import { GridStatus } from './GridStatus.tsx'
import type { Opened } from './opened.ts'
import { RecordPanel } from './RecordPanel.tsx'
import styles from './ResultGrid.module.css'
import { originOfRows, tableColumns } from './rowsOrigin.ts'
import { useCopy } from './useCopy.ts'
import { useCopySelection } from './useCopySelection.ts'
import { useFind } from './useFind.ts'
import { useFocusInSight } from './useFocusInSight.ts'
import { useGridCommands } from './useGridCommands.ts'
import { columnName, isZoned, useGridColumns } from './useGridColumns.ts'
import { useGridMenu } from './useGridMenu.ts'
import { useIsLate } from './useIsLate.ts'
import { useResultWindows } from './useResultWindows.ts'
import { useSummary } from './useSummary.ts'
import { ValuePanel } from './value/ValuePanel.tsx'

const DataGrid = lazyComponent(async () => (await import('../ui/DataGrid.tsx')).DataGrid)

export type ResultGridProps = {
  result: ResultState
  /** Where the rows came from. */
  profileId: string
  /** The table whose rows they are, where that is known. */
  origin: Origin | undefined
  /** The table that INSERT statements are for unless another is named. */
  tableName: string
  /** Writes cells to a file; `block` counts rows as they are shown. */
  onExport: (result: ResultState, block: CellBlock) => void
  /** The statement that gave the rows, where they may be changed; null: they are only looked at. */
  edited?: EditedResult | null | undefined
  /** Entries of other features for the menu of a column, by its index in the result. */
  columnEntries?: ((column: number) => readonly MenuEntry[]) | undefined
}

const NOTHING_SELECTED: SelectedCells = { cellCount: 0, block: null, focus: { row: 0, column: 0 } }

/** The rows of one result, sorted and filtered as the user wants: whatever part is looked at. */
export function ResultGrid(props: ResultGridProps) {
  const { result: source, profileId, tableName, onExport, columnEntries } = props
  const edited = useSteady(props.edited ?? null)
  const text = useText()
  const arrangement = useArrangement(source.resultId)
  const result = useMemo(() => shownResult(source, arrangement), [source, arrangement])
  const { sort, filters } = arrangement
  const { panel } = useDisplay()
  const zone = usePreferences(({ timeZone }) => timeZone)
  const layout = useColumnLayout(source.columns)
  const visible = useMemo(
    () => visibleKeys(layout, source.columns.length),
    [layout, source.columns.length],
  )
  const grid = useRef<DataGridHandle>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [selected, setSelected] = useState(NOTHING_SELECTED)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const onRows = useCallback((from: number, to: number) => {
    grid.current?.refresh(from, to)
    redraw()
  }, [])
  const [windows, { sample, error }] = useResultWindows(result, onRows)
  const isLate = useIsLate()

  const find = useFind({
    resultId: result.resultId,
    columns: visible,
    place: () => grid.current?.selected().focus ?? NOTHING_SELECTED.focus,
    onFound: (found) => grid.current?.reveal(found),
  })
  const needle = find.state.needle.toLowerCase()
  const edits = useEdits({
    ...{ source, edited, windows, grid, visible, zone },
    rowCount: result.rowCount,
  })
  const { overlay, gridEdits, addedCount } = edits
  const columns = useGridColumns({
    ...{ columns: source.columns, rows: edits.rows, layout, sort, filters, sample, zone },
  })
  const origin = useMemo(
    () => props.origin ?? (edits.rows ? originOfRows(profileId, edits.rows) : undefined),
    [props.origin, edits.rows, profileId],
  )
  const rowCount = result.rowCount + addedCount
  const places = useEditPlaces({ edits, source, rowCount, grid })
  const cellAt = useCallback(
    (row: number, column: number) => {
      const cell = overlay(row, column, windows.cellAt(row, column, zone))
      const isMatch = needle !== '' && cell.text.toLowerCase().includes(needle)
      return isMatch && cell.state === 'value' ? { ...cell, isMatch } : cell
    },
    [windows, zone, needle, overlay],
  )
  // Other rows under the same numbers.
  const shownId = useRef(result.resultId)
  useEffect(() => {
    if (shownId.current !== result.resultId) grid.current?.resetSelection()
    shownId.current = result.resultId
  }, [result.resultId])
  /** One comes back to where one was. */
  const takeGrid = useCallback(
    (handle: DataGridHandle | null) => {
      if (!handle && grid.current) noteSelection(shownId.current, grid.current.keep())
      grid.current = handle
      const kept = lastSelection(shownId.current)
      const place = lastPlace(source.resultId)
      if (handle && !(kept && handle.restore(kept)) && place) handle.reveal(place)
    },
    [source.resultId],
  )

  useFocusInSight(grid, panel)
  useEditCommands(gridEdits, source.resultId)
  const staged = useStagedChanges(edits, source.resultId)
  const summary = useSummary(result.resultId, selected, staged.changes)
  const hasShiftedTimes = zone !== STORED_ZONE && source.columns.some(isZoned)
  const notes = [
    hasShiftedTimes && text('grid.copiedAsStored'),
    staged.isLeftOut && text('edits.leftOut', { count: MAX_ROW_CHANGES }),
  ].filter((note) => note !== false)
  const copying = useCopy(notes.length > 0 ? notes.join(' ') : null)
  const { copy } = copying
  const copySelection = useCopySelection({
    ...{ result, grid, windows, copy, profileId, tableName, cellAt },
    staged: staged.changes,
  })
  const close = (): void => {
    setOpened(null)
    find.close()
    // After a dialog has given the focus back.
    requestAnimationFrame(() => grid.current?.focus())
  }
  const openValue = (place: CellPlace): void => {
    showPanel('value')
    grid.current?.reveal(place)
  }
  const closePanel = (): void => {
    showPanel(null)
    grid.current?.focus()
  }
  const menu = useGridMenu({
    ...{ source, grid, windows, layout, sort, filters, profileId, origin, columnEntries },
    tableColumns: tableColumns(source.columns, edits.rows),
    edits: gridEdits,
    onOpenValue: openValue,
    onCopy: copySelection,
    onExport: () => {
      const block = grid.current?.selected().block
      if (block) onExport(result, block)
    },
    onOpen: setOpened,
  })
  const { resultId } = source
  useGridCommands({ resultId, open: setOpened, copy: copySelection, menus: menu.menus })

  if (result.columns.length === 0) return <p className={styles.none}>{text('results.noColumns')}</p>
  const isOver = rowCount === 0 && result.state !== 'streaming'
  const isShown = sample !== null || error !== null || isLate || isOver
  const { focus } = selected
  const focused = source.columns[focus.column]!
  return (
    <div className={styles.result}>
      {error && (
        <Banner
          severity="error"
          actions={<Button onClick={windows.retry}>{text('common.retry')}</Button>}
        >
          <p>{text('results.loadFailed')}</p>
          <ErrorText error={error} />
        </Banner>
      )}
      {arrangement.error && (
        <Banner severity="error">
          <p>{text('results.arrangeFailed')}</p>
          <ErrorText error={arrangement.error} />
        </Banner>
      )}
      {edited && (
        <EditProblems edited={edited} names={source.columns.map(({ name }) => name)} {...places} />
      )}
      {edits.rows && (
        <UnfitEdits resultId={source.resultId} names={edits.rows.columns.map(({ name }) => name)} />
      )}
      <div className={styles.body}>
        <Splitter
          direction="horizontal"
          label={text('grid.panelWidth')}
          firstSize="62%"
          firstMinSize={160}
          secondMinSize={240}
          isSecondHidden={panel === null || rowCount === 0}
          first={
            <ContextMenu entries={menu.entries}>
              <div className={styles.grid} onContextMenuCapture={menu.onContextMenu}>
                {isShown && (
                  <DataGrid
                    ref={takeGrid}
                    label={text('results.results')}
                    rowCount={rowCount}
                    columns={columns}
                    edits={gridEdits}
                    cellAt={cellAt}
                    onVisible={windows.show}
                    onOpen={openValue}
                    onSelect={(now) => {
                      setSelected(now)
                      notePlace(source.resultId, now.focus)
                    }}
                    onEscape={() => panel !== null && closePanel()}
                    onSort={(column, isAdded) =>
                      void arrange(source.resultId, { sort: pressHeader(sort, column, isAdded) })
                    }
                    onFilter={(column) => setOpened({ kind: 'filter', column })}
                    onSelectColumn={(column, isExtended) =>
                      grid.current?.selectColumn(column, isExtended)
                    }
                    onFitColumn={(column) => menu.fit([column])}
                    onOrder={(order) =>
                      changeLayout(source.columns, (known) => ({ ...known, order: [...order] }))
                    }
                    onWidth={(column, width) => menu.setWidths([[column, width]])}
                  />
                )}
                {isOver && <p className={styles.noRows}>{text('results.noRows')}</p>}
                {opened?.kind === 'find' && (
                  <FindBar state={find.state} onType={find.type} onGo={find.go} onClose={close} />
                )}
              </div>
            </ContextMenu>
          }
          second={
            panel === 'record' ? (
              <RecordPanel
                result={result}
                place={focus}
                columns={visible}
                cellAt={cellAt}
                rowCount={rowCount}
                edits={gridEdits}
                onGo={(place) => grid.current?.reveal(place)}
                onOpen={openValue}
                onClose={closePanel}
              />
            ) : (
              <ValuePanel
                result={result}
                place={focus}
                staged={stagedValueAt(edits, source.resultId, focus)}
                edits={gridEdits}
                onClose={closePanel}
              />
            )
          }
        />
      </div>
      {edited && (
        <EditBar
          edited={edited}
          onBack={() => grid.current?.focus()}
          onSettle={() => grid.current?.settle() ?? true}
        />
      )}
      <GridStatus
        cellCount={selected.cellCount}
        place={
          rowCount === 0
            ? ''
            : text('grid.place', {
                row: formatCount(Math.min(focus.row + 1, rowCount)),
                rows: formatCount(rowCount),
                column: columnName(focused, focus.column, text),
              })
        }
        summary={summary}
        note={staged.isLeftOut ? text('edits.leftOut', { count: MAX_ROW_CHANGES }) : null}
        copy={copying.state}
        onCancelCopy={copying.cancel}
        actions={
          <>
            <EditActions edits={edits} />
            {origin?.cameFrom && <BackButton {...origin.cameFrom} />}
            <GridActions
              isFinding={opened?.kind === 'find'}
              panel={panel}
              onFind={() => (opened?.kind === 'find' ? close() : setOpened({ kind: 'find' }))}
              onGoTo={() => setOpened({ kind: 'go-to' })}
              onColumns={() => setOpened({ kind: 'columns' })}
              onPanel={(wanted) => showPanel(panel === wanted ? null : wanted)}
            />
          </>
        }
      />
      <GridDialogs
        {...{ opened, source, focus, filters, layout, copying }}
        rowCount={result.rowCount}
        onGo={(place) => grid.current?.focus(place)}
        onExport={(block) => onExport(result, block)}
        onClose={close}
      />
    </div>
  )
}

/** The same object for as long as it says the same, so that what is made of it stays. */
function useSteady(edited: EditedResult | null): EditedResult | null {
  const said = JSON.stringify(edited)
  return useMemo(() => JSON.parse(said) as EditedResult | null, [said])
}

/** The way back from a row that a foreign key led to. */
function BackButton({ tabId, title }: { tabId: string; title: string }) {
  const text = useText()
  const isOpen = useTabs(({ tabs }) => tabs.some(({ id }) => id === tabId))
  const activate = useTabs((state) => state.activate)
  if (!isOpen) return null
  return (
    <Button variant="quiet" icon={ArrowLeft} onClick={() => activate(tabId)}>
      {text('grid.backTo', { title })}
    </Button>
  )
}
