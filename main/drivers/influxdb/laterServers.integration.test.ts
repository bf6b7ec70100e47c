import { afterEach, describe, expect, test } from 'vitest'
import { rowsOf, runCollecting } from '../testing/CollectingSink.ts'
import { browse } from './browse.ts'
import { influxWork } from './testing/influxWork.ts'
import { LaterServer } from './testing/laterServers.ts'

const signal = new AbortController().signal

/** Made by hand after InfluxDB's manual, "Annotated CSV"; no recording of a server. */
const FLUX_TABLES = [
  '#datatype,string,long,dateTime:RFC3339,double,string,string,long,boolean,unsignedLong',
  '#group,false,false,false,false,true,true,false,false,false',
  '#default,_result,,,,,,,,',
  ',result,table,_time,_value,_field,_measurement,count,ok,big',
  ',,0,2023-11-14T22:13:20.123456789Z,0.1,temp,weather,9223372036854775807,true,18446744073709551615',
  ',,0,2023-11-14T22:13:21Z,+Inf,temp,"wea,ther",,,',
  '',
  '#datatype,string,long,string',
  '#group,false,false,true',
  '#default,_result,,',
  ',result,table,name',
  ',,1,"say ""hi"""',
  '',
].join('\r\n')

const BUCKETS = '{"buckets":[{"name":"weather"},{"name":"_monitoring"}]}'

describe('InfluxDB 2, by answers made after its manual', () => {
  const connect = influxWork()
  let server: LaterServer | null = null
  afterEach(() => server?.stop())

  const start = async (flux: string) => {
    server = await LaterServer.start('v2.7.10', {
      'GET /api/v2/buckets': () => BUCKETS,
      'POST /api/v2/query': () => flux,
      'POST /api/v2/write': () => '',
    })
    return connect(
      `influxdb://127.0.0.1:${server.port}/weather?language=flux&org=acme&token=t0ken%2B`,
    )
  }

  test('Flux becomes typed tables, one for each set of columns', async () => {
    const connection = await start(FLUX_TABLES)
    const sql = 'from(bucket: "weather") |> range(start: 0)'
    const { sink } = await runCollecting(connection, sql)

    expect(connection.server).toMatchObject({ product: 'InfluxDB', version: '2.7.10' })
    expect(sink.results).toHaveLength(2)
    const [first] = sink.results
    expect(first!.columns.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
      ...['result text', 'table int64', '_time timestamp', '_value float64', '_field text'],
      ...['_measurement text', 'count int64', 'ok bool', 'big text'],
    ])
    expect(rowsOf(first!)).toEqual([
      [
        '_result',
        '0',
        '2023-11-14 22:13:20.123456789+00',
        '0.1',
        'temp',
        'weather',
        '9223372036854775807',
        'true',
        '18446744073709551615',
      ],
      ['_result', '0', '2023-11-14 22:13:21+00', 'Infinity', 'temp', 'wea,ther', null, null, null],
    ])
    expect(rowsOf(sink.results[1]!)).toEqual([['_result', '1', 'say "hi"']])
    expect(server!.seen.at(-1)).toMatchObject({
      line: 'POST /api/v2/query?org=acme',
      authorization: 'Token t0ken+',
      body: expect.stringContaining(JSON.stringify(sql)),
    })
  })

  test('an error in the midst of the tables fails the statement', async () => {
    const connection = await start(
      '#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,failed to read block,897\r\n',
    )
    await expect(runCollecting(connection, 'from(bucket: "weather")')).rejects.toThrow(
      /Failed to read block/,
    )
  })

  test('buckets are browsed, and a read-only profile writes nothing', async () => {
    const connection = await start(FLUX_TABLES)
    const root = await browse.level(connection, { path: [], pattern: '', cursor: null }, signal)
    expect(root.nodes.map(({ label }) => label)).toEqual(['weather', '_monitoring'])
    const reader = await connect(`influxdb://127.0.0.1:${server!.port}/w?language=flux&org=acme`, {
      isReadOnly: true,
    })
    await expect(
      runCollecting(reader, 'from(bucket: "a") |> range(start: 0) |> to(bucket: "b")'),
    ).rejects.toMatchObject({ code: 'read-only' })
    await runCollecting(reader, 'from(bucket: "to (x)") |> range(start: 0)')
  })
})

/** Made by hand after InfluxDB's manual, "Query data with the v3 API"; no recording of a server. */
const JSON_LINES = [
  '{"time":"2023-11-14T22:13:20.123456789","host":"a","count":9223372036854775807,"load":1.0,"ok":true}',
  '{"time":"2023-11-14T22:13:21","host":"naïve 🦥","count":-1,"load":0.1,"note":"late"}',
  '',
].join('\n')

describe('InfluxDB 3, by answers made after its manual', () => {
  const connect = influxWork()
  let server: LaterServer | null = null
  afterEach(() => server?.stop())

  test('rows of SQL keep the digits of integers and the nanoseconds of times', async () => {
    server = await LaterServer.start('3.1.0', {
      'GET /api/v3/query_sql': () => '{"Int64(1)":1}\n',
      'POST /api/v3/query_sql': () => JSON_LINES,
    })
    const connection = await connect(
      `influxdb://127.0.0.1:${server.port}/metrics?language=sql&token=secret`,
    )
    const { sink, outcome } = await runCollecting(connection, 'SELECT * FROM cpu')

    expect(outcome).toEqual({ affectedRows: null, command: 'SELECT' })
    expect(sink.result.columns.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
      ...['time timestamp', 'host text', 'count int64', 'load float64', 'ok bool', 'note text'],
    ])
    expect(sink.rows).toEqual([
      ['2023-11-14 22:13:20.123456789+00', 'a', '9223372036854775807', '1', 'true', null],
      ['2023-11-14 22:13:21+00', 'naïve 🦥', '-1', '0.1', null, 'late'],
    ])
    expect(server.seen.at(-1)).toMatchObject({
      authorization: 'Bearer secret',
      body: '{"db":"metrics","q":"SELECT * FROM cpu","format":"jsonl"}',
    })
  })
})
