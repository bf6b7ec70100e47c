import { beforeAll, expect, test } from 'vitest'
import { englishIn } from './support/englishIn.ts'
import { sharedWorkbench, type SharedWorkbench } from './support/shared.ts'

/** What the user named, ran and read, and examples in empty fields. */
const CONTENTS = new RegExp(
  [
    String.raw`Sample|sample\.db|Query \d+|select title from catalogue limit [?\d]+|\btitle$|\borders\b|^shop$`,
    String.raw`[a-z]+s?:\/\/\S+|\S*\/\S+|\S+\.example\.\S+|SET search_path TO shop|:memory:|\bp(50|95|99)\b`,
  ].join('|'),
  'g',
)

let opened: SharedWorkbench
const found: string[] = []

const press = (keys: string) => opened.page.keyboard.press(keys)
const look = async (view: string): Promise<void> => {
  found.push(...(await englishIn(opened.page, view, CONTENTS)))
}

beforeAll(async () => {
  opened = await sharedWorkbench()
})

test('the language changes in place, also for what is not on screen', async () => {
  const { page, workbench } = opened
  await workbench.chooseProfile('Sample')
  await workbench.run('select title from catalogue limit 3')
  await workbench.untilStatus(/3 rows/)
  await press('ControlOrMeta+Shift+M')
  await workbench.showPool('Sample')
  await page.getByText('Everything', { exact: true }).click()
  await opened.workbench.command('Language: 简体中文')
  await page.getByRole('button', { name: '新建连接' }).first().waitFor()
  await look('pool')
  await press('ControlOrMeta+Alt+K')
  await page.getByRole('dialog', { name: '设置' }).waitFor()
  await look('keyboard shortcuts')
  await press('Escape')
  await press('ControlOrMeta+K')
  await look('palette')
  await press('Escape')
  expect(found.splice(0)).toEqual([])
})

test('panels, tabs and what main says of itself are Chinese', async () => {
  const { page } = opened
  await page.getByRole('tab', { name: 'Sample' }).click()
  expect(await page.getByRole('textbox', { name: 'SQL 编辑器' }).count()).toBe(1)
  await look('editor and result')
  await opened.workbench.command('显示或隐藏历史')
  await page.getByRole('listbox', { name: '历史' }).waitFor()
  await look('history')
  await opened.workbench.command('告警')
  await page.getByRole('button', { name: '新建规则…' }).click()
  await look('alert rule')
  await press('Escape')
  await look('alerts')
  await opened.workbench.command('比较两个架构')
  await page.getByRole('region', { name: '比较架构' }).waitFor()
  await look('comparison')
  expect(found.splice(0)).toEqual([])
})

test('the form of a connection, its errors among it', async () => {
  const { page } = opened
  await opened.workbench.command('新建连接')
  const dialog = page.getByRole('dialog', { name: '新建连接' })
  const url = dialog.getByRole('textbox', { name: '连接 URL' })
  await url.fill('postgres://ada:secret@db:99999/shop')
  await dialog.getByText('必须是 1 到 65535 之间的数字，而不是 99999。').waitFor()
  await look('connection, broken URL')
  await url.fill('postgres://ada:secret@127.0.0.1:1/shop')
  for (const tab of ['TLS', 'SSH', '服务器', '连接池与限制', '常规']) {
    await dialog.getByRole('tab', { name: tab }).click()
    await look(`connection, ${tab}`)
  }
  await dialog.getByRole('button', { name: '测试连接' }).click()
  await dialog.getByText('127.0.0.1:1 没有应答').waitFor()
  await look('connection, not reached')
  await press('Escape')
  expect(found.splice(0)).toEqual([])
})
