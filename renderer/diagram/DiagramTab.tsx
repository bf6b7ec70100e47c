import { useMemo, useState } from 'react'
import type { DiagramView } from '../../contract/views.ts'
import { useCall } from '../api/useCall.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ChooseTables } from './ChooseTables.tsx'
import { Diagram } from './Diagram.tsx'
import styles from './Diagram.module.css'
import {
  changeChoices,
  choicesAtFirst,
  looksOf,
  useChoices,
  type DiagramChoices,
} from './diagramStore.ts'
import { buildGraph, tablesOf } from './graph.ts'
import { placeTables, toPositions } from './placeTables.ts'

/** More than so many tables are drawn with their keys only, until asked for more. */
const DETAILED_TABLES = 40
const NONE: ReadonlySet<string> = new Set()

/** The tables of a schema and how they name each other. */
export function DiagramTab({ view }: { view: DiagramView }) {
  const text = useText()
  const { place } = view
  const model = useCall('schemas.model', place)
  const atFirst = useMemo(() => choicesAtFirst(view), [view])
  const choices = useChoices(view.id, atFirst)
  const { detail, opened, query, current } = choices
  const change = (changes: Partial<DiagramChoices>): void => changeChoices(view, atFirst, changes)
  const [isChoosing, setIsChoosing] = useState(false)
  const tables = useMemo(() => tablesOf(model.value), [model.value])
  const { around, only } = useMemo(
    () => (model.value ? stillThere(choices, tables) : choices),
    [model.value, choices, tables],
  )
  const isDetailed = around !== null || (only?.size ?? tables.length) <= DETAILED_TABLES
  const columns = detail ?? (isDetailed ? 'all' : 'keys')
  const kept = useCall('diagrams.positions', { ...place, detail: columns })
  const closed = useMemo(
    () => model.value && buildGraph(model.value, { columns, only, around, opened: NONE }),
    [model.value, columns, only, around],
  )
  const graph = useMemo(
    () => model.value && buildGraph(model.value, { columns, only, around, opened }),
    [model.value, columns, only, around, opened],
  )
  const isPart = around !== null || only !== null
  const isLoading = model.state === 'loading' || kept.state === 'loading'
  const shape = JSON.stringify([columns, around, only && [...only]])
  const looks = looksOf(view.id)
  // A table that is opened moves no other, and places that cannot be had are laid out anew.
  const start = useMemo(() => {
    if (isLoading || !closed) return null
    const byHand = isPart ? toPositions(looks.places.get(shape) ?? new Map()) : kept.value
    return placeTables(closed, byHand ?? {})
  }, [isLoading, closed, isPart, kept.value, looks, shape])
  const next = graph &&
    start && { graph, start, shape, isKept: !isPart, place: { ...place, detail: columns } }
  const [last, setLast] = useState(next)
  // The one before stays in sight until the next can be drawn.
  if (next && (next.start !== last?.start || next.graph !== last.graph)) setLast(next)
  const drawing = next ?? last

  if (model.error)
    return (
      <div className={styles.message}>
        <Banner
          severity="error"
          actions={<Button onClick={model.reload}>{text('common.retry')}</Button>}
        >
          <ErrorText error={model.error} />
        </Banner>
      </div>
    )
  if (!drawing)
    return (
      <div className={styles.message}>
        <Skeleton height={240} />
      </div>
    )
  if (drawing.graph.tables.length === 0)
    return <EmptyState title={text('diagram.empty')}>{text('diagram.emptyHelp')}</EmptyState>
  return (
    <>
      <Diagram
        {...drawing}
        key={view.id}
        looks={looks}
        columns={columns}
        around={around}
        query={query}
        current={current}
        onQuery={(typed) => change({ query: typed })}
        onCurrent={(table) => change({ current: table })}
        onColumns={(chosen) => change({ detail: chosen })}
        onAround={(chosen) => change(chosen ? { around: chosen, query: '' } : { around: null })}
        onChoose={() => setIsChoosing(true)}
        onMore={(table) => change({ opened: toggled(opened, table) })}
        onReload={() => {
          model.reload()
          kept.reload()
        }}
      />
      {isChoosing && (
        <ChooseTables
          tables={tables}
          chosen={only}
          onClose={() => setIsChoosing(false)}
          onChoose={(chosen) => change({ only: chosen, around: null, query: '' })}
        />
      )}
    </>
  )
}

/** Choices of an earlier start may name tables that are gone; of none at all there is nothing to draw. */
function stillThere({ around, only }: DiagramChoices, tables: readonly string[]) {
  return {
    around: around && tables.includes(around.table) ? around : null,
    only: only && tables.some((name) => only.has(name)) ? only : null,
  }
}

function toggled(opened: ReadonlySet<string>, table: string): ReadonlySet<string> {
  const next = new Set(opened)
  if (!next.delete(table)) next.add(table)
  return next
}
