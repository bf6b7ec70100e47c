import type { IncomingMessage } from 'node:http'
import type { RunSink, Statement } from '../driver.ts'
import type { HttpRequest } from './HttpClient.ts'
import type { Login } from './login.ts'
import { readFlux } from './readFlux.ts'
import { readInfluxql } from './readInfluxql.ts'
import { readJsonLines } from './readJsonLines.ts'
import { boundParameters } from './statements.ts'

/** How a statement is sent, and how the response becomes results. */
export type QueryRequest = {
  readonly request: HttpRequest
  read(response: IncomingMessage, sink: RunSink): Promise<void>
}

/** Rows of a chunk: the first are soon there, and no chunk is large. */
const CHUNK_ROWS = '5000'

export function queryRequest(login: Login, statement: Statement): QueryRequest {
  switch (login.language) {
    case 'influxql':
      return influxqlRequest(login, statement)
    case 'flux':
      return fluxRequest(login, statement)
    case 'sql':
      return sqlRequest(login, statement)
  }
}

/** MessagePack tells integers from reals, which this server's JSON does not. */
function influxqlRequest({ database }: Login, { sql, parameters = [] }: Statement): QueryRequest {
  const form = new URLSearchParams({
    q: sql,
    epoch: 'ns',
    chunked: 'true',
    chunk_size: CHUNK_ROWS,
    ...(database && { db: database }),
    ...(parameters.length > 0 && { params: boundParameters(parameters) }),
  })
  return {
    request: {
      method: 'POST',
      path: '/query',
      headers: {
        accept: 'application/x-msgpack',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form.toString(),
      statement: sql,
    },
    read: (response, sink) => readInfluxql(response, { sql, sink }),
  }
}

function fluxRequest({ organization }: Login, { sql }: Statement): QueryRequest {
  const dialect = { annotations: ['datatype', 'group', 'default'], header: true, delimiter: ',' }
  return {
    request: {
      method: 'POST',
      path: '/api/v2/query',
      parameters: { org: organization },
      headers: { accept: 'application/csv', 'content-type': 'application/json' },
      body: JSON.stringify({ query: sql, type: 'flux', dialect }),
      statement: sql,
    },
    read: (response, sink) => readFlux(response, { sink }),
  }
}

function sqlRequest({ database }: Login, { sql, parameters = [] }: Statement): QueryRequest {
  const head = JSON.stringify({ db: database, q: sql, format: 'jsonl' })
  const params = parameters.length > 0 ? `,"params":${boundParameters(parameters)}` : ''
  return {
    request: {
      method: 'POST',
      path: '/api/v3/query_sql',
      headers: { 'content-type': 'application/json' },
      body: `${head.slice(0, -1)}${params}}`,
      statement: sql,
    },
    read: (response, sink) => readJsonLines(response, { sink }),
  }
}
