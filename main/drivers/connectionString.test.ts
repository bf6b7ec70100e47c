import { expect, test } from 'vitest'
import { parseConnectionUrl } from '../profiles/parseConnectionUrl.ts'
import { drivers } from './registry.ts'

const read = (text: string) => {
  const { driverId, fields, secrets } = parseConnectionUrl(text, drivers)
  return { driverId, ...fields, ...secrets }
}

test('a call of psql is read as its flags say', () => {
  const meant = { driverId: 'postgres', host: 'db.example', port: 6000, user: 'me' }
  expect(read('psql -h db.example -p6000 --username=me shop')).toMatchObject({
    ...meant,
    database: 'shop',
  })
  expect(read("psql 'postgres://me@db.example:6000/shop'")).toMatchObject(meant)
  expect(() => read('psql --what ever')).toThrow(/no scheme/)
})

test('a connection string of a .NET program is read, with its password', () => {
  expect(
    read('Host=db.example;Port=6000;Username=me;Password="a;b";Database=shop;SSL Mode=VerifyFull'),
  ).toMatchObject({
    ...{ driverId: 'postgres', host: 'db.example', port: 6000, user: 'me', database: 'shop' },
    ...{ password: 'a;b', tlsMode: 'verify-full' },
  })
  expect(
    read('Server=tcp:db.example,1500;Initial Catalog=shop;User Id=me;Password=p;Encrypt=True;'),
  ).toMatchObject({
    ...{ driverId: 'mssql', host: 'db.example', port: 1500, user: 'me', database: 'shop' },
    password: 'p',
  })
})

test('JDBC URLs are read', () => {
  expect(read('jdbc:postgresql://db.example:6000/shop?user=me&password=p')).toMatchObject({
    ...{ driverId: 'postgres', host: 'db.example', port: 6000, database: 'shop', user: 'me' },
    password: 'p',
  })
  expect(
    read('jdbc:sqlserver://db.example:1500;databaseName=shop;user=me;password=p'),
  ).toMatchObject({ driverId: 'mssql', host: 'db.example', port: 1500, database: 'shop' })
  expect(read('sqlserver://sa:p%40ss@db.example:1433;database=shop;encrypt=true')).toMatchObject({
    ...{ driverId: 'mssql', host: 'db.example', user: 'sa', password: 'p@ss', database: 'shop' },
  })
})

test('a text that is none of these is refused as before', () => {
  expect(() => read('db.example.com')).toThrow('The URL has no scheme.')
  expect(() => read('mysql://db/shop')).toThrow(/scheme “mysql”/)
  expect(() => read('a=b')).toThrow('The URL has no scheme.')
})
