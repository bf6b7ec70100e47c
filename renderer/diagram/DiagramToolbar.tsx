import { LayoutGrid, ListChecks, RefreshCw } from 'lucide-react'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './Diagram.module.css'
import { SaveDrawingMenu, ZoomButtons } from './DrawingTools.tsx'
import type { ColumnDetail, Graph, GraphChoice } from './graph.ts'

type DiagramToolbarProps = {
  readonly graph: Graph
  readonly columns: ColumnDetail
  readonly around: GraphChoice['around']
  /** The table in front; null: none. */
  readonly current: string | null
  readonly query: string
  readonly matchCount: number
  readonly onQuery: (query: string) => void
  readonly onNextMatch: () => void
  readonly onColumns: (columns: ColumnDetail) => void
  readonly onAround: (around: GraphChoice['around']) => void
  readonly onChoose: () => void
  readonly onLayAnew: () => void
  readonly onFit: () => void
  readonly onZoomed: () => void
  readonly onReload: () => void
  readonly onSave: (format: 'svg' | 'png') => void
}

const DEPTHS = [1, 2, 3]

export function DiagramToolbar(props: DiagramToolbarProps) {
  const text = useText()
  const { graph, query, matchCount, onQuery, onNextMatch, onLayAnew, onReload, onSave } = props
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={text('diagram.toolbar')}>
      <div className={styles.search}>
        <SearchBox
          label={text('diagram.search')}
          hint={text('diagram.search')}
          value={query}
          onChange={onQuery}
          onEnter={onNextMatch}
        />
      </div>
      <Choices {...props} />
      <span className={styles.count} role="status">
        {query.trim()
          ? text('diagram.matches', { count: matchCount })
          : text('diagram.count', { count: graph.tables.length, relations: graph.edges.length })}
      </span>
      <ZoomButtons onFit={props.onFit} onZoomed={props.onZoomed} />
      <IconButton icon={LayoutGrid} label={text('diagram.layAnew')} onClick={onLayAnew} />
      <IconButton icon={RefreshCw} label={text('common.refresh')} onClick={onReload} />
      <SaveDrawingMenu onSave={onSave} />
    </div>
  )
}

/** How much is drawn. */
function Choices({ columns, around, current, onColumns, onAround, onChoose }: DiagramToolbarProps) {
  const text = useText()
  const table = around?.table ?? current
  return (
    <>
      <div className={styles.choice}>
        <Select<ColumnDetail>
          label={text('diagram.columns')}
          isLabelHidden
          value={columns}
          onChange={onColumns}
          options={[
            { value: 'all', label: text('diagram.allColumns') },
            { value: 'keys', label: text('diagram.keysOnly') },
            { value: 'none', label: text('diagram.namesOnly') },
          ]}
        />
      </div>
      <div className={styles.choice}>
        <Select
          label={text('diagram.shown')}
          isLabelHidden
          value={String(around?.depth ?? 0)}
          isDisabled={table === null}
          onChange={(depth) =>
            onAround(depth === '0' || table === null ? null : { table, depth: Number(depth) })
          }
          options={[
            { value: '0', label: text('diagram.allTables') },
            ...DEPTHS.map((depth) => ({
              value: String(depth),
              label: text('diagram.around', { table: table ?? '', count: depth }),
            })),
          ]}
        />
      </div>
      <IconButton icon={ListChecks} label={text('diagram.choose')} onClick={onChoose} />
    </>
  )
}
