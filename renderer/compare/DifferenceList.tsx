import { ChevronDown, ChevronRight } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { Difference } from '../../contract/schemaCompare.ts'
import { useText } from '../text/text.ts'
import styles from './DifferenceList.module.css'
import { change, type CompareState } from './compareStore.ts'
import { ASPECT_KEYS, GROUP_KEYS, KIND_KEYS } from './differenceWords.ts'
import { choiceOf, withChoice, type DifferenceRow } from './differenceRows.ts'

type DifferenceListProps = {
  readonly viewId: string
  readonly rows: readonly DifferenceRow[]
  readonly state: CompareState
  /** There is a script, for which differences are chosen. */
  readonly hasScript: boolean
}

/** The differences as a tree; arrow keys move, Space chooses. */
export function DifferenceList({ viewId, rows, state, hasScript }: DifferenceListProps) {
  const text = useText()
  const names = rows.flatMap((row) => (row.kind === 'difference' ? [row.id] : []))
  const reachable = names.includes(state.current ?? '') ? state.current : names[0]
  const setCurrent = (id: string) => change(viewId, { current: id })
  const toggle = (id: string, isExpanded: boolean): void => {
    const collapsed = new Set(state.collapsed)
    if (isExpanded) collapsed.delete(id)
    else collapsed.add(id)
    change(viewId, { collapsed })
  }
  const choose = (difference: Difference): void => {
    if (!hasScript) return
    const isChosen = choiceOf(difference, state.chosen) !== 'all'
    change(viewId, { chosen: withChoice(state.chosen, difference, isChosen) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: DifferenceRow): void => {
    if (row.kind !== 'difference') return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      const next = names[names.indexOf(row.id) + step]
      if (next === undefined) return
      setCurrent(next)
      const list = event.currentTarget.parentElement
      requestAnimationFrame(() =>
        list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)?.focus(),
      )
    } else if (event.key === ' ') choose(row.difference)
    else if (event.key === 'ArrowRight' && row.isExpanded === false) toggle(row.id, true)
    else if (event.key === 'ArrowLeft' && row.isExpanded) toggle(row.id, false)
    else return
    event.preventDefault()
  }

  if (rows.length === 0) return <p className={styles.nothing}>{text('compare.nothing')}</p>
  return (
    <div className={styles.list} role="tree" aria-label={text('compare.differences')}>
      {rows.map((row) =>
        row.kind === 'group' ? (
          <div key={row.id} className={styles.group} role="presentation">
            {text(GROUP_KEYS[row.group] ?? KIND_KEYS[row.group])}
            <span className={styles.count}>{row.count}</span>
          </div>
        ) : (
          <div
            key={row.id}
            role="treeitem"
            aria-level={row.level}
            aria-expanded={row.isExpanded ?? undefined}
            aria-selected={row.id === state.current}
            aria-checked={hasScript ? checkedOf(row.difference, state.chosen) : undefined}
            tabIndex={row.id === reachable ? 0 : -1}
            data-id={row.id}
            data-level={row.level}
            data-status={row.difference.status}
            className={styles.row}
            onClick={() => setCurrent(row.id)}
            onKeyDown={(event) => onKeyDown(event, row)}
          >
            <span
              className={styles.arrow}
              aria-hidden
              onClick={() => row.isExpanded !== null && toggle(row.id, !row.isExpanded)}
            >
              {row.isExpanded !== null &&
                (row.isExpanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />)}
            </span>
            {hasScript && (
              <input
                type="checkbox"
                tabIndex={-1}
                aria-hidden
                className={styles.box}
                checked={choiceOf(row.difference, state.chosen) === 'all'}
                ref={(box) => {
                  if (box) box.indeterminate = choiceOf(row.difference, state.chosen) === 'some'
                }}
                onChange={() => choose(row.difference)}
              />
            )}
            <span className={styles.name}>{row.difference.name}</span>
            {row.level === 1 && (
              <span className="visually-hidden">{text(KIND_KEYS[row.difference.kind])}</span>
            )}
            <span className={styles.kind}>{detailOf(row.difference, row.level, text)}</span>
            <span className={styles.status} data-status={row.difference.status}>
              {text(`compare.${row.difference.status}`)}
            </span>
          </div>
        ),
      )}
    </div>
  )
}

type Words = ReturnType<typeof useText>

const CHECKED = { all: true, some: 'mixed', none: false } as const
const checkedOf = (difference: Difference, chosen: ReadonlySet<string>) =>
  CHECKED[choiceOf(difference, chosen)]

/** What kind of part it is, and what of it differs. */
function detailOf({ kind, aspects }: Difference, level: number, text: Words): string {
  const words = aspects.map((aspect) => text(ASPECT_KEYS[aspect]))
  const parts = level === 1 ? words : [text(KIND_KEYS[kind]), ...words]
  return parts.join(' · ')
}
