/** One step in EXPLAIN's JSON; what is not listed is told as it comes. */
export type ServerStep = {
  readonly 'Node Type': string
  readonly Strategy?: string
  readonly 'Partial Mode'?: string
  readonly 'Parallel Aware'?: boolean
  readonly 'Join Type'?: string
  readonly Operation?: string
  readonly Command?: string
  readonly 'Parent Relationship'?: string
  readonly 'Subplan Name'?: string
  readonly 'Relation Name'?: string
  readonly Alias?: string
  readonly 'Index Name'?: string
  readonly 'CTE Name'?: string
  readonly 'Function Name'?: string
  readonly 'Total Cost'?: number
  readonly 'Plan Rows'?: number
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Actual Total Time'?: number
  readonly 'Workers Launched'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Sort Space Type'?: string
  readonly 'Sort Space Used'?: number
  readonly 'Hash Batches'?: number
  readonly 'HashAgg Batches'?: number
  readonly 'Disk Usage'?: number
  readonly Plans?: readonly ServerStep[]
} & Readonly<Record<string, unknown>>

export type ServerPlan = {
  readonly Plan?: ServerStep
  readonly 'Planning Time'?: number
  readonly 'Execution Time'?: number
  readonly Settings?: Readonly<Record<string, string>>
  readonly Triggers?: readonly { 'Trigger Name': string; Time?: number; Calls?: number }[]
  readonly JIT?: { readonly Timing?: { readonly Total?: number }; readonly Functions?: number }
}
