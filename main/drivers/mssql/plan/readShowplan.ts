import type { PlanFact, PlanNode } from '../../../../contract/plans.ts'
import type { DriverPlan } from '../../driver.ts'
import { conditionsOf, detailsOf, objectOf, plainName } from './operatorWords.ts'
import { discardedRows, missingIndexes, warningsOf } from './operatorWarnings.ts'
import { runTimeOf, type RunTime } from './runTime.ts'
import { nearest, readXml, type XmlElement } from './readXml.ts'

const STATEMENT = /^Stmt/
const OPERATOR = /^RelOp$/

/**
 * Reads showplan XML (http://schemas.microsoft.com/sqlserver/2004/07/showplan), one document for all
 * statements of a batch or one for each.
 */
export function readShowplan(documents: readonly string[], isMeasured: boolean): DriverPlan {
  const reader = new StatementReader()
  const statements = documents.flatMap((text) => statementsOf(readXml(text)))
  return {
    isMeasured,
    roots: statements.map((statement) => reader.statement(statement)),
    planningMs: sum(statements, 'QueryPlan', 'CompileTime'),
    executionMs: sum(statements, 'QueryTimeStats', 'ElapsedTime'),
    details: [],
    source: { format: 'xml', text: documents.join('\n') },
  }
}

function statementsOf(root: XmlElement | null): XmlElement[] {
  if (!root) return []
  const found = [...nearest(root, STATEMENT)]
  // Branches of IF hold statements themselves; settings are no statements.
  return found
    .flatMap((statement) => [statement, ...statementsOf(statement)])
    .filter(({ attributes }) => attributes.StatementText !== undefined)
}

class StatementReader {
  #count = 0

  statement(statement: XmlElement): PlanNode {
    const { StatementType, StatementText, StatementSubTreeCost } = statement.attributes
    const id = this.#count++
    const [plan] = nearest(statement, /^QueryPlan$/, STATEMENT)
    const [times] = plan ? nearest(plan, /^QueryTimeStats$/, OPERATOR) : []
    const children = plan ? this.#below(plan) : []
    const totalMs = number(times, 'ElapsedTime') ?? children[0]?.totalMs ?? null
    const totalCost = StatementSubTreeCost === undefined ? null : Number(StatementSubTreeCost)
    return {
      id,
      kind: StatementType ?? statement.name,
      object: '',
      role: '',
      estimatedRows: null,
      actualRows: null,
      loops: null,
      totalCost,
      selfCost: without(totalCost, children, 'totalCost'),
      totalMs,
      selfMs: without(totalMs, children, 'totalMs'),
      buffers: null,
      conditions: [{ name: 'Statement', text: StatementText!.trim() }],
      details: plan ? planFacts(plan) : [],
      warnings: plan ? [...missingIndexes(plan), ...warningsOf(plan)] : [],
      children,
    }
  }

  #below(element: XmlElement): PlanNode[] {
    return [...nearest(element, OPERATOR, STATEMENT)].map((operator) => this.#operator(operator))
  }

  #operator(operator: XmlElement): PlanNode {
    const { PhysicalOp = '', LogicalOp = '' } = operator.attributes
    const id = this.#count++
    const runTime = runTimeOf(operator)
    const children = this.#below(operator)
    const { totalMs, selfMs } = timesOf(runTime, children)
    const totalCost = number(operator, 'EstimatedTotalSubtreeCost')
    return {
      id,
      kind: LogicalOp && LogicalOp !== PhysicalOp ? `${PhysicalOp} (${LogicalOp})` : PhysicalOp,
      object: objectOf(operator),
      role: '',
      estimatedRows: number(operator, 'EstimateRows'),
      actualRows: runTime && (runTime.loops === 0 ? 0 : runTime.rows / runTime.loops),
      loops: runTime && runTime.loops,
      totalCost,
      selfCost: without(totalCost, children, 'totalCost'),
      totalMs,
      selfMs,
      buffers: runTime && runTime.buffers,
      conditions: conditionsOf(operator),
      details: detailsOf(operator),
      warnings: [...warningsOf(operator), ...discardedRows(runTime)],
      children,
    }
  }
}

/** An operator in row mode is told with those below it, one in batch mode by itself. */
function timesOf(
  runTime: RunTime | null,
  children: readonly PlanNode[],
): Pick<PlanNode, 'totalMs' | 'selfMs'> {
  if (runTime === null || runTime.elapsedMs === null) return { totalMs: null, selfMs: null }
  const below = children.reduce((ms, child) => ms + (child.totalMs ?? 0), 0)
  const { elapsedMs } = runTime
  return runTime.isBatchMode
    ? { totalMs: elapsedMs + below, selfMs: elapsedMs }
    : { totalMs: elapsedMs, selfMs: Math.max(0, elapsedMs - below) }
}

function without(
  total: number | null,
  children: readonly PlanNode[],
  figure: 'totalMs' | 'totalCost',
): number | null {
  if (total === null) return null
  return Math.max(0, total - children.reduce((below, child) => below + (child[figure] ?? 0), 0))
}

const PLAN_FACTS = ['DegreeOfParallelism', 'MemoryGrant', 'CachedPlanSize', 'CompileTime']

const planFacts = ({ attributes }: XmlElement): PlanFact[] =>
  PLAN_FACTS.flatMap((name) => {
    const text = attributes[name]
    return text === undefined ? [] : [{ name: plainName(name), text }]
  })

function sum(statements: readonly XmlElement[], name: string, attribute: string): number | null {
  const found = statements
    .flatMap((statement) => [...nearest(statement, new RegExp(`^${name}$`), STATEMENT)])
    .flatMap((element) => number(element, attribute) ?? [])
  return found.length === 0 ? null : found.reduce((total, value) => total + value, 0)
}

function number(element: XmlElement | undefined, attribute: string): number | null {
  const text = element?.attributes[attribute]
  return text === undefined ? null : Number(text)
}
