import { expect, test } from 'vitest'
import type { PlanNode } from '../../../../contract/plans.ts'
import { showplan } from '../../../testing/tds/showplan.ts'
import { readShowplan } from './readShowplan.ts'
import { readXml } from './readXml.ts'

const SQL = `SELECT "country", SUM(total) FROM orders o WHERE o.total < 5 & 1`
const measured = readShowplan([showplan(SQL, { isMeasured: true })], true)
const estimated = readShowplan([showplan(SQL, { isMeasured: false })], false)

const all = (nodes: readonly PlanNode[]): PlanNode[] =>
  nodes.flatMap((node) => [node, ...all(node.children)])
const byKind = (kind: string) => all(measured.roots).find((node) => node.kind === kind)!

test('operators stand below the statement, in the order of the plan', () => {
  expect(all(measured.roots).map(({ id, kind }) => [id, kind])).toEqual([
    [0, 'SELECT'],
    [1, 'Sort'],
    [2, 'Hash Match (Aggregate)'],
    [3, 'Nested Loops (Inner Join)'],
    [4, 'Clustered Index Scan'],
    [5, 'Clustered Index Seek'],
  ])
  expect(measured.roots[0]!.conditions).toEqual([{ name: 'Statement', text: SQL }])
  expect(measured).toMatchObject({ planningMs: 4, executionMs: 124 })
})

test('times of operators hold those below; their own add up to the whole', () => {
  expect(byKind('Nested Loops (Inner Join)')).toMatchObject({ totalMs: 119, selfMs: 6 })
  const sum = all(measured.roots).reduce((ms, { selfMs }) => ms + selfMs!, 0)
  expect(sum).toBe(124)
})

test('rows are those of one loop', () => {
  expect(byKind('Clustered Index Seek')).toMatchObject({
    loops: 6_000,
    actualRows: 1,
    estimatedRows: 1,
  })
  expect(byKind('Clustered Index Scan')).toMatchObject({
    loops: 1,
    actualRows: 6_000,
    estimatedRows: 180,
    object: 'orders o · PK_orders',
    buffers: { hitPages: 2_000, readPages: 206 },
  })
})

test('conditions are as the server writes them', () => {
  expect(byKind('Clustered Index Scan').conditions).toEqual([
    { name: 'Predicate', text: "[shop].[dbo].[orders].[status] as [o].[status]=N'open'" },
  ])
  expect(byKind('Clustered Index Seek').conditions).toEqual([
    {
      name: 'Seek predicate',
      text: 'c.id = [shop].[dbo].[orders].[customer_id] as [o].[customer_id]',
    },
  ])
})

test('the warnings of the server and its missing indexes are told', () => {
  expect(byKind('Clustered Index Scan').warnings).toEqual([
    { kind: 'mostly-discarded', detail: '294,000' },
  ])
  expect(byKind('Sort').warnings).toEqual([{ kind: 'on-disk', detail: '' }])
  expect(measured.roots[0]!.warnings).toEqual([
    {
      kind: 'missing-index',
      detail:
        'CREATE INDEX … ON [dbo].[orders] ([status]) INCLUDE ([customer_id], [total]) -- 81 %',
    },
  ])
})

test('an estimated plan has costs, and nothing measured', () => {
  const scan = all(estimated.roots).find(({ kind }) => kind === 'Clustered Index Scan')!
  expect(scan).toMatchObject({ totalMs: null, actualRows: null, loops: null, totalCost: 1.95625 })
  expect(estimated.executionMs).toBeNull()
})

test('each statement of a batch is a root, whatever stands around it', () => {
  const statement = (text: string) =>
    `<StmtSimple StatementText="${text}" StatementType="SELECT"><QueryPlan/></StmtSimple>`
  const document = `<ShowPlanXML><BatchSequence><Batch><Statements>${statement('one')}
    <StmtCond StatementText="if" StatementType="COND"><Then><Statements>${statement('two')}</Statements></Then></StmtCond>
    </Statements></Batch></BatchSequence></ShowPlanXML>`
  const { roots } = readShowplan([document, document], false)
  expect(roots.map(({ conditions }) => conditions[0]!.text)).toEqual([
    ...['one', 'if', 'two'],
    ...['one', 'if', 'two'],
  ])
})

test('what is cut short is no XML', () => {
  expect(readXml('<a><b/>')).toBeNull()
  expect(readXml('<?xml version="1.0"?><a x="&lt;&#65;&#x42;"><b/></a>')).toEqual({
    name: 'a',
    attributes: { x: '<AB' },
    children: [{ name: 'b', attributes: {}, children: [] }],
  })
})
