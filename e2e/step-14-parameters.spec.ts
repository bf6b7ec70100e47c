import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PostgresServer } from '../main/testing/postgresServer.ts'
import { startTdsServer, type TdsServer } from '../main/testing/tds/startTdsServer.ts'
import { chooseOption } from './support/chooseOption.ts'
import { sharedPostgres, sharedWorkbench, type SharedWorkbench } from './support/shared.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

let postgres: PostgresServer
let tds: TdsServer
let opened: SharedWorkbench
let workbench: Workbench

beforeAll(async () => {
  ;[postgres, tds] = await Promise.all([sharedPostgres(), startTdsServer()])
  opened = await sharedWorkbench()
  workbench = opened.workbench
  await workbench.addConnection(postgres.url, 'shop')
  await workbench.addConnection(tds.url, 'till')
})
afterAll(() => tds?.stop())
beforeEach(() => workbench.newTab())

const dialog = () => opened.page.getByRole('dialog', { name: 'Values for this run' })
const field = (name: string) => dialog().getByRole('textbox', { name, exact: true })
const typeOf = (name: string) => dialog().getByRole('combobox', { name: `Type of ${name}` })

async function start(sql: string): Promise<void> {
  await workbench.type(sql)
  await opened.page.keyboard.press('ControlOrMeta+A')
  await opened.page.keyboard.press('Control+Enter')
  await dialog().waitFor()
}

async function submit(): Promise<void> {
  await opened.page.keyboard.press('Enter')
  await dialog().waitFor({ state: 'hidden' })
}

async function cell(column: string): Promise<string | null> {
  await workbench.untilStatus(/^1 row in /)
  return (await workbench.gridCell(1, column)).textContent()
}

async function chooseType(name: string, type: string): Promise<void> {
  await chooseOption(typeOf(name), type)
}

describe('a query with :id', () => {
  test('prompts, binds what was given with its type, and remembers it', async () => {
    await workbench.chooseProfile('shop')
    const sql = `select :id::bigint as id, :name as name, ':no' as text, :day::date + 1 as next`
    await start(sql)
    expect(await dialog().getByRole('textbox').count()).toBe(3)
    await field(':id').fill('10010513897886659')
    await expect.poll(() => typeOf(':id').textContent()).toBe('Number')
    await field(':name').fill(`O'Brien'; drop table x; --`)
    await field(':day').fill('2024-02-28')
    await expect.poll(() => typeOf(':day').textContent()).toBe('Date')
    await submit()
    expect(await cell('id')).toBe('10010513897886659')
    expect(await cell('name')).toBe(`O'Brien'; drop table x; --`)
    expect(await cell('text')).toBe(':no')
    expect(await cell('next')).toBe('2024-02-29')

    await start('select :id::bigint * 2 as twice')
    expect(await field(':id').inputValue()).toBe('10010513897886659')
    await submit()
    await expect.poll(() => cell('twice')).toBe('20021027795773318')
  })

  test('takes a wrong value back, sends NULL, and runs nothing when one gives up', async () => {
    await workbench.chooseProfile('shop')
    await start('select :n::int is null as empty')
    await field(':n').fill('seven')
    await chooseType(':n', 'Number')
    await opened.page.keyboard.press('Tab')
    await dialog().getByRole('button', { name: 'Run' }).click()
    await dialog().getByText(':n is no number.').waitFor()
    await chooseType(':n', 'NULL')
    await dialog().getByRole('button', { name: 'Run' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await cell('empty')).toBe('true')

    await start('select :first as first, :day::date as day')
    await field(':first').fill('x')
    await opened.page.keyboard.press('Tab')
    await expect.poll(() => field(':day').evaluate((box) => box.matches(':focus'))).toBe(true)
    await opened.page.keyboard.type('2025-13-45')
    await opened.page.keyboard.press('Enter')
    await dialog().getByText(':day is no date.').waitFor()
    await takePicture(opened.page, 'parameters-wrong-date')
    await opened.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await workbench.editor.evaluate((box) => box === document.activeElement)).toBe(true)

    await start('select :never as never')
    await opened.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await cell('empty')).toBe('true')
  })
})

test('SQL Server has its @names, and its own variables are left alone', async () => {
  await workbench.chooseProfile('till')
  await start('select @amount as amount, @@trancount as open')
  expect(await dialog().getByRole('textbox').count()).toBe(1)
  await field('@amount').fill('9223372036854775807')
  await submit()
  expect(await cell('amount')).toBe('9223372036854775807')
})

test('SQLite has ?, and compares numbers as numbers', async () => {
  await workbench.chooseProfile('Sample')
  await start('select count(*) as cheap, ? as word from books where price < :limit')
  await field('?1').fill('north')
  await field(':limit').fill('10.5')
  await submit()
  expect(await cell('word')).toBe('north')
  expect(opened.complaints).toEqual([])
})
