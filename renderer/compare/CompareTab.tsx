import { ArrowLeftRight, FileCode2, RefreshCw } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { ViewTab } from '../../contract/views.ts'
import { useDrivers, useProfiles } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Choice } from '../ui/Choice.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import styles from './CompareTab.module.css'
import {
  change,
  chooseAccess,
  compare,
  openScript,
  restoreComparison,
  swapSides,
  useComparison,
  type CompareState,
} from './compareStore.ts'
import { DifferenceDetail } from './DifferenceDetail.tsx'
import { DifferenceList } from './DifferenceList.tsx'
import { countChosen, differenceRows, type DifferenceFilter } from './differenceRows.ts'
import { SideChooser } from './SideChooser.tsx'

type CompareView = Extract<ViewTab, { kind: 'compare' }>

/** Two schemas side by side: what the right lacks, has besides, or has otherwise. */
export function CompareTab({ view }: { view: CompareView }) {
  const text = useText()
  const state = useComparison(view.id)
  useEffect(() => restoreComparison(view), [view])
  const canCompareAccess = useCanCompareAccess(state)
  return (
    <section className={styles.tab} aria-label={text('compare.title')} data-pane="compare">
      <div className={styles.sides}>
        <SideChooser viewId={view.id} side="left" choice={state.left} />
        <IconButton
          icon={ArrowLeftRight}
          label={text('compare.swap')}
          onClick={() => swapSides(view.id)}
        />
        <SideChooser viewId={view.id} side="right" choice={state.right} />
        <IconButton
          icon={RefreshCw}
          label={text('compare.again')}
          onClick={() => void compare(view.id)}
        />
      </div>
      {canCompareAccess && (
        <div className={styles.choices}>
          <Checkbox
            label={text('compare.access')}
            isChecked={state.access}
            onChange={(isChecked) => chooseAccess(view.id, isChecked)}
          />
        </div>
      )}
      {state.error && (
        <Banner severity="error">
          <ErrorText error={state.error} />
        </Banner>
      )}
      <Outcome viewId={view.id} state={state} />
    </section>
  )
}

function useCanCompareAccess({ left, right }: CompareState): boolean {
  const drivers = useDrivers()
  const profiles = useProfiles()
  return [left, right].every(({ profileId }) => {
    const profile = profiles?.find(({ id }) => id === profileId)
    return drivers.find(({ id }) => id === profile?.driverId)?.capabilities.comparesAccess
  })
}

function Outcome({ viewId, state }: { viewId: string; state: CompareState }) {
  const text = useText()
  const { comparison } = state
  if (state.state === 'choosing')
    return <EmptyState title={text('compare.choose')}>{text('compare.chooseHelp')}</EmptyState>
  if (state.state === 'comparing')
    return (
      <div className={styles.message}>
        <Skeleton lines={6} />
      </div>
    )
  if (!comparison) return null
  if (comparison.differences.length === 0)
    return (
      <EmptyState title={text('compare.same')}>
        {text(comparison.by === 'general' ? 'compare.sameGeneral' : 'compare.sameHelp', {
          count: comparison.comparedCount,
        })}
      </EmptyState>
    )
  return <Differences viewId={viewId} state={state} />
}

function Differences({ viewId, state }: { viewId: string; state: CompareState }) {
  const text = useText()
  const { comparison, filter, search, collapsed, chosen, current } = state
  const differences = comparison!.differences
  const hasScript = comparison!.by === 'dialect'
  const rows = useMemo(
    () => differenceRows({ differences, filter, search, collapsed }),
    [differences, filter, search, collapsed],
  )
  const shown = useMemo(
    () =>
      differences
        .flatMap((difference) => [difference, ...difference.children])
        .find(({ id }) => id === current) ?? null,
    [differences, current],
  )
  const chosenCount = countChosen(differences, chosen)
  const filters: readonly DifferenceFilter[] = ['all', 'missing', 'different', 'extra']
  return (
    <>
      {!hasScript && <Banner severity="info">{text('compare.general')}</Banner>}
      <div className={styles.toolbar}>
        <div className={styles.search}>
          <SearchBox
            label={text('compare.search')}
            hint={text('compare.search')}
            value={search}
            onChange={(typed) => change(viewId, { search: typed })}
          />
        </div>
        <Choice<DifferenceFilter>
          label={text('compare.filter')}
          value={filter}
          options={filters.map((value) => ({ value, label: text(`compare.${value}`) }))}
          onChange={(wanted) => change(viewId, { filter: wanted })}
        />
        <span className={styles.space} />
        {hasScript && (
          <Button
            variant="primary"
            icon={FileCode2}
            disabled={chosenCount === 0}
            onClick={() => void openScript(viewId)}
          >
            {text('compare.openScript', { count: chosenCount })}
          </Button>
        )}
      </div>
      <div className={styles.body}>
        <Splitter
          direction="horizontal"
          label={text('compare.resize')}
          firstSize="42%"
          firstMinSize={220}
          secondMinSize={260}
          first={<DifferenceList viewId={viewId} rows={rows} state={state} hasScript={hasScript} />}
          second={<DifferenceDetail difference={shown} />}
        />
      </div>
    </>
  )
}
