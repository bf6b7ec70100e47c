import { ChevronDown, ChevronRight, Flame, TriangleAlert } from 'lucide-react'
import { formatCount } from '../results/formatAmounts.ts'
import { useText, type Text } from '../text/text.ts'
import { formatCost, formatFactor, formatMs, formatShare } from './formatPlan.ts'
import type { PlanColumn } from './planColumns.ts'
import { misestimateOf, totalRows, type PlanFigures } from './planFigures.ts'
import type { PlanRow } from './planRows.ts'
import styles from './PlanTree.module.css'
import { slowestText } from './slowestText.ts'
import { MISESTIMATE_TEXTS } from './stepWords.ts'
import { warningText } from './warningText.ts'

type PlanTreeRowProps = {
  id: string
  row: PlanRow
  columns: readonly PlanColumn[]
  figures: PlanFigures
  isChosen: boolean
}

/** One step: its name by depth, its share as a bar, its figures, and what is wrong with it. */
export function PlanTreeRow({ id, row, columns, figures, isChosen }: PlanTreeRowProps) {
  const text = useText()
  const { node, level, position, setSize, isExpanded } = row
  const Twistie = isExpanded ? ChevronDown : ChevronRight
  const isSlowest = figures.slowest?.id === node.id
  const isUnused = node.loops === 0
  return (
    <div
      id={id}
      role="row"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-expanded={isExpanded ?? undefined}
      aria-selected={isChosen}
      data-node={node.id}
      data-slowest={isSlowest || undefined}
      data-unused={isUnused || undefined}
      className={styles.row}
    >
      <span
        role="gridcell"
        className={styles.step}
        style={{ paddingInlineStart: 4 + (level - 1) * 12 }}
      >
        <span className={styles.twistie} data-twistie>
          {isExpanded !== null && <Twistie size={14} aria-hidden />}
        </span>
        {isSlowest && (
          <Flame
            size={14}
            className={styles.slowest}
            role="img"
            aria-label={text(slowestText(figures.measure))}
          />
        )}
        {node.role && <span className={styles.role}>{node.role}</span>}
        <span className={styles.kind}>{node.kind}</span>
        {node.object && <span className={styles.object}>{node.object}</span>}
        {node.warnings.length > 0 && (
          <TriangleAlert
            size={14}
            className={styles.warning}
            role="img"
            aria-label={node.warnings.map((warning) => warningText(warning, text)).join(' ')}
          />
        )}
      </span>
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} figures={figures} text={text} />
      ))}
    </div>
  )
}

type CellProps = { column: PlanColumn; row: PlanRow; figures: PlanFigures; text: Text }

function Cell({ column, row: { node }, figures, text }: CellProps) {
  switch (column.id) {
    case 'share': {
      const share = figures.shares.get(node.id) ?? 0
      return (
        <span role="gridcell" className={styles.share}>
          <span className={styles.track} aria-hidden>
            <span className={styles.bar} style={{ width: `${share * 100}%` }} />
          </span>
          <span className={styles.percent}>{formatShare(share)}</span>
        </span>
      )
    }
    case 'expected':
      return <Expected node={node} text={text} />
    case 'note': {
      const note = noteOf(node, text)
      return (
        <span role="gridcell" className={styles.note} title={note}>
          {note}
        </span>
      )
    }
    default:
      return (
        <span role="gridcell" className={styles.number}>
          {figureOf(column.id, node)}
        </span>
      )
  }
}

/** Rows that were expected; how far off that was stands beside it. */
function Expected({ node, text }: { node: PlanRow['node']; text: Text }) {
  const misestimate = misestimateOf(node)
  const expected = totalRows(node.estimatedRows, node.loops === 0 ? 1 : node.loops)
  return (
    <span role="gridcell" className={styles.number}>
      {misestimate && (
        <span
          className={styles.factor}
          role="img"
          aria-label={text(MISESTIMATE_TEXTS[misestimate.direction], {
            factor: formatFactor(misestimate.factor),
          })}
          title={text(MISESTIMATE_TEXTS[misestimate.direction], {
            factor: formatFactor(misestimate.factor),
          })}
        >
          {misestimate.direction === 'more' ? '↑' : '↓'} {formatFactor(misestimate.factor)}
        </span>
      )}
      {expected === null ? '' : formatCount(expected)}
    </span>
  )
}

function figureOf(id: PlanColumn['id'], node: PlanRow['node']): string {
  const shown = (value: number | null, format: (value: number) => string): string =>
    value === null ? '' : format(value)
  switch (id) {
    case 'own':
      return shown(node.selfMs, formatMs)
    case 'total':
      return shown(node.totalMs, formatMs)
    case 'totalCost':
      return shown(node.totalCost, formatCost)
    case 'rows':
      return shown(totalRows(node.actualRows, node.loops), formatCount)
    case 'loops':
      return shown(node.loops, formatCount)
    default:
      return ''
  }
}

/** What is wrong with it, else which rows it takes. */
function noteOf({ warnings, conditions, loops }: PlanRow['node'], text: Text): string {
  if (loops === 0) return text('plans.neverRun')
  if (warnings.length > 0) return warnings.map((warning) => warningText(warning, text)).join(' ')
  return conditions.map(({ name, text: written }) => `${name}: ${written}`).join(' · ')
}
