import { z } from 'zod'
import { MAX_KEPT_CHARTS } from './limits.ts'

export const CHART_KINDS = ['line', 'area', 'bar', 'scatter', 'pie'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** `none`: each row is a point. The others work it out of the rows that share a place on the axis. */
export const CHART_AGGREGATES = ['none', 'count', 'sum', 'mean', 'min', 'max'] as const
export type ChartAggregate = (typeof CHART_AGGREGATES)[number]

/** Columns are named by their index. */
const chartSettingsSchema = z.object({
  kind: z.enum(CHART_KINDS),
  x: z.int().min(0),
  /** Empty where rows are counted. */
  values: z.array(z.int().min(0)).readonly(),
  /** Its values are a series each; then there is one column of values. */
  series: z.int().min(0).nullable(),
  aggregate: z.enum(CHART_AGGREGATES),
  /** Moments stand in the user's zone, and not in UTC. */
  isLocal: z.boolean(),
})
export type ChartSettings = Readonly<z.output<typeof chartSettingsSchema>>

export const tabChartsSchema = z.object({
  /** Results are shown as charts and not as rows. */
  isShown: z.boolean(),
  /** What was chosen for results of these columns, the latest last. */
  chosen: z
    .array(
      z.object({
        columns: z.array(z.object({ name: z.string(), kind: z.string() })).readonly(),
        settings: chartSettingsSchema,
      }),
    )
    .max(MAX_KEPT_CHARTS)
    .readonly(),
})
export type TabCharts = Readonly<z.output<typeof tabChartsSchema>>
