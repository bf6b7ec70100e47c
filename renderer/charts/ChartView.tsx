import { Download } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { STORED_ZONE } from '../../contract/preferenceChoices.ts'
import type { ChartSettings } from '../../contract/charts.ts'
import { usePreferences } from '../app/preferencesStore.ts'
import { saveFile } from '../app/saveFile.ts'
import { shownResult, useArrangement } from '../results/arrangementsStore.ts'
import { formatDuration } from '../results/formatAmounts.ts'
import type { ResultState } from '../results/runState.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText, type Text } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { chartSvg, pngOf } from '../ui/charts/chartImage.ts'
import { seriesColour } from '../ui/charts/dataChart.ts'
import { LazyDataChart } from '../ui/charts/LazyDataChart.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { toast } from '../ui/toast.ts'
import { useElapsedMs } from '../ui/useElapsedMs.ts'
import { ChartControls } from './ChartControls.tsx'
import { chartTable, type ChartTable } from './chartPoints.ts'
import { defaultSettings, isInstant, isMoment } from './chartSettings.ts'
import { chooseSettings, useChosenSettings } from './chartsStore.ts'
import styles from './ChartView.module.css'
import { chartWords } from './chartWords.ts'
import type { ChartData } from './loadChart.ts'
import { useChartData } from './useChartData.ts'

type ChartViewProps = { tabId: string; result: ResultState; title: string }

/** A result as a chart: of all its rows, as they are filtered, and not only of those in sight. */
export function ChartView({ tabId, result: source, title }: ChartViewProps) {
  const text = useText()
  const arrangement = useArrangement(source.resultId)
  const result = useMemo(() => shownResult(source, arrangement), [source, arrangement])
  const { columns, rowCount } = result
  const chosen = useChosenSettings(tabId, columns)
  const settings = useMemo(
    () => chosen ?? defaultSettings(columns, rowCount),
    [chosen, columns, rowCount],
  )
  const preferred = usePreferences(({ timeZone }) => timeZone)
  const local = preferred === STORED_ZONE ? systemZone() : preferred
  const zone = settings.isLocal ? local : STORED_ZONE
  const state = useChartData(result, settings, zone)
  const { data, error } = state
  const table = useMemo(
    () =>
      data && chartTable(data, { none: text('charts.null'), count: text('charts.countOfRows') }),
    [data, text],
  )
  const elapsedMs = useElapsedMs(state.startedAtMs)
  const plot = useRef<HTMLDivElement>(null)
  const change = (changed: Partial<ChartSettings>): void => chooseSettings(tabId, result, changed)

  const save = async (format: 'png' | 'svg'): Promise<void> => {
    const svg = plot.current?.querySelector<SVGSVGElement>('svg.recharts-surface')
    if (!svg || !table || !data) return
    try {
      const image = chartSvg({ svg, title: chartTitle(data, table), legend: legendOf(data, table) })
      const bytes = format === 'svg' ? new TextEncoder().encode(image) : await pngOf(image)
      await saveFile(bytes as Uint8Array<ArrayBuffer>, `${fileName(title)}.${format}`)
    } catch (failure) {
      toast(errorLine(failure), 'error')
    }
  }

  const isZoned = isInstant(columns[settings.x]?.type) && settings.kind !== 'pie'
  return (
    <div className={styles.view}>
      <ChartControls columns={columns} settings={settings} onChange={change} />
      <div className={styles.main}>
        <div className={styles.bar}>
          {data && table && <Legend entries={legendOf(data, table)} />}
          <span className={styles.words} role="status" aria-label={text('charts.points')}>
            {state.startedAtMs !== null && elapsedMs > 300 && (
              <>
                <Spinner /> {text('charts.loading', { time: formatDuration(elapsedMs) })}
              </>
            )}
            {state.startedAtMs === null && data && table && chartWords(data, table, text)}
          </span>
          {isZoned && (
            <span className={styles.zones} role="group" aria-label={text('charts.zone')}>
              <Button
                variant="quiet"
                aria-pressed={!settings.isLocal}
                onClick={() => change({ isLocal: false })}
              >
                UTC
              </Button>
              <Button
                variant="quiet"
                aria-pressed={settings.isLocal}
                title={local}
                onClick={() => change({ isLocal: true })}
              >
                {text('charts.local')}
              </Button>
            </span>
          )}
          <Button variant="quiet" icon={Download} onClick={() => void save('png')}>
            PNG
          </Button>
          <Button variant="quiet" icon={Download} onClick={() => void save('svg')}>
            SVG
          </Button>
        </div>
        <div ref={plot} className={styles.plot}>
          {error && <ErrorText error={error} />}
          {!error && table && data && table.points.length === 0 && (
            <p className={styles.empty}>{text('charts.nothing')}</p>
          )}
          {!error && table && data && table.points.length > 0 && (
            <Drawing data={data} table={table} zone={zone} />
          )}
        </div>
      </div>
    </div>
  )
}

function Drawing({ data, table, zone }: { data: ChartData; table: ChartTable; zone: string }) {
  const text = useText()
  const { settings, x, whole } = data
  const isPlaced =
    settings.kind !== 'bar' && table.points.some((point) => typeof point.x === 'number')
  const axis = !isPlaced ? 'place' : isMoment(x.type) ? 'moment' : 'number'
  const hasZone = isInstant(x.type)
  const points =
    axis === 'place' ? table.points.map((point) => ({ ...point, x: point.xText })) : table.points
  const drawn = points.reduce((sum, { values }) => sum + (values[0]?.value ?? 0), 0)
  return (
    <LazyDataChart
      label={chartTitle(data, table)}
      kind={settings.kind}
      series={table.series}
      points={points}
      xTitle={hasZone ? `${x.name} (${zone})` : x.name}
      yTitle={valueTitle(data, table, text)}
      axis={axis}
      goesOverGaps={data.isGrouped && settings.series !== null}
      zone={hasZone ? zone : STORED_ZONE}
      rest={whole === null ? undefined : { label: text('charts.rest'), value: whole - drawn }}
    />
  )
}

/** What is measured: of several columns each has its own name, in the legend. */
function valueTitle({ settings, values }: ChartData, { series }: ChartTable, text: Text): string {
  if (settings.series === null) return series.length === 1 ? series[0]! : ''
  return settings.aggregate === 'count' ? text('charts.count') : (values[0]?.name ?? '')
}

type LegendEntries = readonly { name: string; colour: string }[]

/** Where one label at the axis would not do. */
const legendOf = ({ settings }: ChartData, { series }: ChartTable): LegendEntries =>
  settings.kind === 'pie' || series.length < 2
    ? []
    : series.map((name, index) => ({ name, colour: seriesColour(index) }))

function Legend({ entries }: { entries: LegendEntries }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ name, colour }) => (
        <li key={name + colour}>
          <span className={styles.swatch} style={{ background: colour }} />
          {name}
        </li>
      ))}
    </ul>
  )
}

const chartTitle = ({ x, values }: ChartData, { series }: ChartTable): string =>
  `${values.length > 0 && series.length > values.length ? values[0]!.name : series.join(', ')} · ${x.name}`

const fileName = (title: string): string =>
  title.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'chart'

const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || STORED_ZONE
