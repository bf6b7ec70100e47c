import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isNumeric, type Column } from '../../contract/columns.ts'
import { arrange, shownResult, useArrangement } from '../results/arrangementsStore.ts'
import { FilterDialog } from '../results/FilterDialog.tsx'
import type { ResultState } from '../results/runState.ts'
import { pressHeader, sortMark } from '../results/sortKeys.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import type { DataGridHandle, GridColumn } from '../ui/createDataGrid.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { CellPlace } from '../ui/moveFocus.ts'
import { CellViewer } from './CellViewer.tsx'
import { columnWidth } from './columnWidths.ts'
import { copyCell } from './copyCell.ts'
import styles from './ResultGrid.module.css'
import { useResultWindows } from './useResultWindows.ts'

const DataGrid = lazy(async () => ({ default: (await import('../ui/DataGrid.tsx')).DataGrid }))

/** Advance of the data font at 13 px: 600 of 1,000 units in JetBrains Mono. */
const CHARACTER_WIDTH = 7.8

/** The rows of one result, sorted and filtered as the user wants: whatever part is looked at. */
export function ResultGrid({ result: source }: { result: ResultState }) {
  const text = useText()
  const arrangement = useArrangement(source.resultId)
  const result = useMemo(() => shownResult(source, arrangement), [source, arrangement])
  const { sort, filters } = arrangement
  const [filtered, setFiltered] = useState<number | null>(null)
  const grid = useRef<DataGridHandle>(null)
  const [opened, setOpened] = useState<CellPlace | null>(null)
  const onRows = useCallback((from: number, to: number) => grid.current?.refresh(from, to), [])
  const [windows, { sample, error }] = useResultWindows(result, onRows)
  const isLate = useIsLate()
  const columns = useMemo(
    () =>
      source.columns.map((column, index) => ({
        ...gridColumn(column, sample?.(index) ?? []),
        sort: sortMark(sort, index),
        isFiltered: filters.some((filter) => filter.column === index),
        filterLabel: text('results.filterColumn', { column: nameOf(column, index, text) }),
      })),
    [source.columns, sample, sort, filters, text],
  )
  const onCopy = useCallback(
    ({ row, column }: CellPlace) => void copyCell(result, { row, column }, windows.contentAt, text),
    [result, windows, text],
  )
  const onSort = (column: number, isAdded: boolean): void =>
    void arrange(source.resultId, { sort: pressHeader(sort, column, isAdded) })
  const close = (): void => {
    const place = opened
    setOpened(null)
    // After the dialog has given the focus back.
    requestAnimationFrame(() => place && grid.current?.focus(place))
  }

  if (result.columns.length === 0) return <p className={styles.none}>{text('results.noColumns')}</p>
  const isEmpty = result.rowCount === 0
  const isOver = isEmpty && result.state !== 'streaming'
  const isShown = sample !== null || error !== null || isLate || isOver
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
      <div className={styles.grid}>
        <Suspense fallback={null}>
          {isShown && (
            <DataGrid
              ref={grid}
              label={text('results.results')}
              rowCount={result.rowCount}
              columns={columns}
              cellAt={windows.cellAt}
              onVisible={windows.show}
              onOpen={setOpened}
              onCopy={onCopy}
              onSort={onSort}
              onFilter={setFiltered}
            />
          )}
        </Suspense>
        {isOver && <p className={styles.noRows}>{text('results.noRows')}</p>}
      </div>
      {filtered !== null && (
        <FilterDialog
          column={source.columns[filtered]!}
          name={nameOf(source.columns[filtered]!, filtered, text)}
          index={filtered}
          filters={filters}
          onApply={(next) => void arrange(source.resultId, { filters: next })}
          onClose={() => setFiltered(null)}
        />
      )}
      {opened && <CellViewer result={result} place={opened} onClose={close} />}
    </div>
  )
}

/**
 * The grid waits a moment for the first rows, so that columns have their widths from the start;
 * then it shows without.
 */
function useIsLate(): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return isLate
}

const nameOf = ({ name }: Column, index: number, text: Text): string =>
  name || text('results.unnamedColumn', { number: index + 1 })

function gridColumn(
  column: Column,
  texts: readonly string[],
): Pick<GridColumn, 'name' | 'detail' | 'width' | 'isNumeric'> {
  const { name, serverType, type } = column
  const isInstant = type.kind === 'timestamp' && type.zone !== null
  const detail = isInstant ? `${serverType} · UTC` : serverType
  const width = columnWidth({ name, serverType: detail, texts }, CHARACTER_WIDTH)
  return { name, detail, width, isNumeric: isNumeric(type) }
}
