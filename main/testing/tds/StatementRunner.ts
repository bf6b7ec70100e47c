import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './Engine.ts'
import type { TransactionRequest } from './requests.ts'
import type { Response } from './Response.ts'
import { SqlError, toSqlError } from './SqlError.ts'
import * as tokens from './tokens.ts'
import { planOutcome, showplan } from './showplan.ts'
import { firstWords, splitBatch, type Statement } from './translate.ts'
import type { Value } from './types.ts'

type Parameters = Readonly<Record<string, Value>>

/** Runs the statements of a batch, with those that are no business of the database. */
export class StatementRunner {
  readonly #engine: Engine
  readonly #homeDatabase: string
  #database: string
  #descriptor = 0n
  #lastDescriptor = 0n
  /** Where the rows that follow an INSERT BULK go. */
  #target: { table: string; columns: string[] } | null = null
  /** `estimated`: statements are not run, their plan stands for them; `measured`: it follows. */
  #plans: 'off' | 'estimated' | 'measured' = 'off'

  constructor(engine: Engine, database: string) {
    this.#engine = engine
    this.#homeDatabase = database
    this.#database = database
  }

  reset(): void {
    this.#engine.reset()
    this.#database = this.#homeDatabase
    this.#descriptor = 0n
    this.#plans = 'off'
  }

  async runBatch(
    sql: string,
    parameters: Parameters,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const statements = splitBatch(sql)
    for (const [index, statement] of statements.entries()) {
      const hasMore = index < statements.length - 1 || response.isProcedure
      try {
        signal.throwIfAborted()
        await this.#run(statement, { parameters, response, signal, hasMore })
      } catch (error) {
        if (!signal.aborted) this.#report(toSqlError(error), sql, statement, response)
        response.endStatement({ isError: true, hasMore: response.isProcedure })
        return
      }
    }
    if (statements.length === 0) response.endStatement({ hasMore: response.isProcedure })
  }

  manage({ kind, name }: TransactionRequest, response: Response): void {
    try {
      this.#transact(kind, name, response)
      response.endStatement({})
    } catch (error) {
      response.add(tokens.report(toSqlError(error).reportAt(1)))
      response.endStatement({ isError: true })
    }
  }

  load(rows: readonly Value[][], response: Response): void {
    try {
      const { table, columns } = this.#target!
      const count = this.#engine.load(table, columns, rows)
      response.endStatement({ command: 'bulk', count })
    } catch (error) {
      response.add(tokens.report(toSqlError(error).reportAt(1)))
      response.endStatement({ isError: true })
    }
  }

  async #run(
    { text }: Statement,
    {
      parameters,
      response,
      signal,
      hasMore,
    }: { parameters: Parameters; response: Response; signal: AbortSignal; hasMore: boolean },
  ): Promise<void> {
    if (this.#setsPlans(text)) return response.endStatement({ hasMore })
    if (this.#plans === 'estimated') {
      const count = await response.addRows(planOutcome(showplan(text, { isMeasured: false })))
      return response.endStatement({ command: 'select', count, hasMore })
    }
    if (await this.#isHandled(text, response, signal)) return response.endStatement({ hasMore })
    const isMeasured = this.#plans === 'measured'
    await this.#perform(text, { parameters, response, signal, hasMore: hasMore || isMeasured })
    if (!isMeasured) return
    const count = await response.addRows(planOutcome(showplan(text, { isMeasured })))
    response.endStatement({ command: 'select', count, hasMore })
  }

  /** `SET SHOWPLAN_XML ON`, `SET STATISTICS XML OFF`. */
  #setsPlans(text: string): boolean {
    const [, kind, state] = /^set\s+(showplan_xml|statistics\s+xml)\s+(on|off)$/i.exec(text) ?? []
    if (kind === undefined) return false
    const isEstimated = kind.toLowerCase() === 'showplan_xml'
    this.#plans = state!.toLowerCase() === 'off' ? 'off' : isEstimated ? 'estimated' : 'measured'
    return true
  }

  async #perform(
    text: string,
    {
      parameters,
      response,
      signal,
      hasMore,
    }: { parameters: Parameters; response: Response; signal: AbortSignal; hasMore: boolean },
  ): Promise<void> {
    const outcome = this.#engine.run(text, parameters)
    if (outcome.kind === 'changed') {
      const { command, count } = outcome
      return response.endStatement({ command, count, hasMore })
    }
    const count = await response.addRows(outcome)
    signal.throwIfAborted()
    response.endStatement({ command: outcome.command, count, hasMore })
  }

  /** Statements about the session, messages and time. */
  async #isHandled(text: string, response: Response, signal: AbortSignal): Promise<boolean> {
    const [first = '', second = '', third = ''] = firstWords(text)
    switch (first) {
      case 'set':
        await this.#describe(text, response)
        return true
      case 'use':
        return this.#use(second.replaceAll(/[[\]]/g, ''), response)
      case 'print':
        response.add(tokens.report({ number: 0, severity: 0, message: quotedText(text) }))
        return true
      case 'raiserror':
        this.#raise(text, response)
        return true
      case 'waitfor':
        await sleep(delayMs(text), undefined, { signal })
        return true
      case 'if':
        if (this.#engine.transactionDepth > 0) this.#transact('rollback', '', response)
        return true
      case 'begin':
      case 'save':
      case 'commit':
      case 'rollback': {
        const name = second.startsWith('tran') ? third : ''
        this.#transact(first, name, response)
        return true
      }
      case 'insert':
        if (second !== 'bulk') return false
        this.#target = bulkTarget(text)
        this.#engine.checkTable(this.#target.table, this.#target.columns)
        return true
      default:
        return false
    }
  }

  /** `set fmtonly on select … set fmtonly off`: the columns without the rows. */
  async #describe(text: string, response: Response): Promise<void> {
    const [, select] = /^set\s+fmtonly\s+on\s+(\S[\s\S]*?)\s+set\s+fmtonly\s+off$/i.exec(text) ?? []
    if (select === undefined) return
    const outcome = this.#engine.run(`${select} LIMIT 0`, {})
    if (outcome.kind === 'rows') await response.addRows(outcome)
  }

  #use(name: string, response: Response): boolean {
    if (name !== this.#homeDatabase.toLowerCase() && name !== 'master')
      throw new SqlError(911, `Database '${name}' does not exist.`)
    response.add(tokens.databaseChanged(name, this.#database))
    this.#database = name
    return true
  }

  #raise(text: string, response: Response): void {
    const [, severity = '16', state = '1'] = /,\s*(\d+)\s*(?:,\s*(\d+))?/.exec(text) ?? []
    const message = quotedText(text)
    if (Number(severity) > 10) throw new SqlError(50_000, message, Number(severity), Number(state))
    response.add(tokens.report({ number: 50_000, severity: Number(severity), message }))
  }

  #transact(kind: TransactionRequest['kind'], name: string, response: Response): void {
    if (kind === 'save') return this.#engine.save(name)
    const isEdge = {
      begin: () => this.#engine.begin(),
      commit: () => this.#engine.commit(),
      rollback: () => this.#engine.rollback(name),
    }[kind]()
    if (!isEdge) return
    if (kind === 'begin') this.#descriptor = ++this.#lastDescriptor
    const type = { begin: 'begun', commit: 'committed', rollback: 'rolledBack' } as const
    response.add(tokens.transactionChanged(tokens.TRANSACTION[type[kind]], this.#descriptor))
  }

  #report(error: SqlError, sql: string, { text, from }: Statement, response: Response): void {
    const [, name = ''] = /'([^']+)'/.exec(error.message) ?? []
    const place = name === '' ? 0 : Math.max(0, text.search(wholeWord(name)))
    const line = sql.slice(0, from + place).split('\n').length
    response.add(tokens.report(error.reportAt(line)))
  }
}

const wholeWord = (name: string): RegExp =>
  new RegExp(`(?<!\\w)${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?!\\w)`)

function quotedText(text: string): string {
  const [, quoted = ''] = /N?'((?:[^']|'')*)'/.exec(text) ?? []
  return quoted.replaceAll("''", "'")
}

function delayMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = quotedText(text).split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000
}

/** `insert bulk t ([a] int, [b] nvarchar(max)) with (…)` */
function bulkTarget(text: string): { table: string; columns: string[] } {
  const [, table = '', list = ''] =
    /insert\s+bulk\s+(\S+?)\s*\(([\s\S]*?)\)\s*(?:with\s*\([^)]*\))?\s*$/i.exec(text) ?? []
  const columns = [...list.matchAll(/(?:^|,)\s*\[((?:[^\]]|\]\])*)\]/g)].map(([, name]) =>
    name!.replaceAll(']]', ']'),
  )
  return { table: table.replace(/^\[?dbo\]?\./i, ''), columns }
}
