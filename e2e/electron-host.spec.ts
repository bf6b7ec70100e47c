import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseOption } from './support/chooseOption.ts'
import { isRealElectron, launchDesktop, type Desktop } from './support/desktop.ts'
import { temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'
import { Workbench } from './support/workbench.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let desktop: Desktop
let page: Page
let workbench: Workbench
const complaints: string[] = []

beforeAll(async () => {
  folder = await temporaryFolder()
  desktop = await launchDesktop({ dataDir: folder.path })
  page = await desktop.firstWindow()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(String(error)))
  workbench = new Workbench(page)
  await workbench.ready()
})

afterAll(async () => {
  await desktop?.quit()
  await folder?.[Symbol.asyncDispose]()
})

/** Processes that the program started, by what the system says. */
async function childrenOf(pid: number): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,args=']).catch(() => ({
    stdout: '',
  }))
  return stdout.split('\n').filter((line) => Number(line.trim().split(' ')[0]) === pid)
}

test('a query runs over the port of the window, with 64-bit integers and bytes whole', async () => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run("select 9007199254740993 as large, x'00ff' as bytes, 'ß漢' as text")
  await workbench.untilStatus(/1 row in /)
  await expect
    .poll(async () => (await workbench.gridCell(1, 'large')).textContent())
    .toContain('9007199254740993')
  expect(await (await workbench.gridCell(1, 'text')).textContent()).toContain('ß漢')
})

test('the page has its port, and nothing of Node or Electron', async () => {
  const found = await page.evaluate(() => ({
    sluice: Object.keys((window as unknown as { sluice: object }).sluice),
    isFrozen: Object.isFrozen((window as unknown as { sluice: object }).sluice),
    leaked: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }))
  expect(found).toEqual({ sluice: ['port'], isFrozen: true, leaked: [] })
})

test('the window is isolated, sandboxed and without Node', async () => {
  const preferences = await desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return (
      window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('the policy of the page stops code from text, and everything from outside', async () => {
  const outcomes = await page.evaluate(async () => {
    const attempt = async (work: () => unknown) => {
      try {
        return await work()
      } catch {
        return 'refused'
      }
    }
    const inline = document.createElement('script')
    inline.textContent = 'window.wasRun = true'
    document.head.append(inline)
    return {
      // From a timer: what the debugger itself evaluates is free of the policy.
      eval: await new Promise((resolve) => {
        setTimeout(() => void attempt(() => (0, eval)('"ran"')).then(resolve))
      }),
      inline: 'wasRun' in window,
      outside: await attempt(() => fetch('https://example.com/').then(() => 'answered')),
      missing: await attempt(() => fetch('/../package.json').then(({ status }) => status)),
    }
  })
  expect(outcomes).toEqual({ eval: 'refused', inline: false, outside: 'refused', missing: 404 })
})

test('the window does not leave its page, and opens no other', async () => {
  const before = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => {
    window.open('https://example.com/')
  })
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'file:///etc/passwd'
    link.click()
  })
  await until(
    'one window',
    () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    (count) => count === 1,
  )
  expect(page.url()).toBe(before)
  await workbench.ready()
})

test('a result is exported to the path that the system dialog gave, and nowhere when it is given up', async () => {
  const path = join(folder.path, 'exported.csv')
  await workbench.run('select 1 as a, null as b union all select 2, 3.5')
  await workbench.untilStatus(/2 rows in /)
  await workbench.button('Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  const choose = dialog.getByRole('button', { name: 'Choose…' })
  const chosen = dialog.getByRole('textbox', { name: 'Path' })

  await choose.click()
  await dialog.getByRole('button', { name: 'Export' }).click()
  await dialog.getByText('Give the path of the file to write.').waitFor()
  expect(existsSync(path)).toBe(false)

  await desktop.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await choose.click()
  await expect.poll(() => chosen.inputValue()).toBe(path)
  await dialog.getByRole('button', { name: 'Export' }).click()
  await dialog.getByText('The file is whole').waitFor()
  expect(await readFile(path, 'utf8')).toBe('a,b\n1,\n2,3.5\n')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'hidden' })
})

test('rows kept aside by an import are saved to the path that the system dialog gave', async () => {
  const source = join(folder.path, 'people.csv')
  const rejects = join(folder.path, 'people rejects.csv')
  await writeFile(source, 'id,name\n1,one\n2\n3,three\n')
  await desktop.evaluate(
    ({ dialog: native }, { chosen, filePath }) => {
      native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
      native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    { chosen: source, filePath: rejects },
  )
  await workbench
    .treeItem(/^Sample/)
    .first()
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Import into a new table…' }).click()
  const dialog = page.getByRole('dialog', { name: /Import into/ })
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).last().click()
  await press('Choose a file…')
  await dialog.getByText(/1 row has too few/).waitFor()
  await press('Next')
  await press('Next')
  await dialog.getByRole('textbox', { name: 'Rows that may be kept aside' }).fill('1')
  await press('Import')
  await dialog.getByText(/1 row was kept aside/).waitFor()
  await press('Save these rows…')
  await page.getByText(`The rows are in ${rejects}.`).waitFor()
  expect(await readFile(rejects, 'utf8')).toBe(
    'line,reason,id,name\n3,"1 cell, where 2 are expected.",2\n',
  )
  await press('Close')
  await dialog.waitFor({ state: 'hidden' })
})

test('after the computer slept, queries run on', async () => {
  await desktop.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await workbench.run('select 5 as five')
  await workbench.untilStatus(/1 row in /)
})

test('an alert shows on the desktop while one looks elsewhere, and a click on it leads to its pool', async (context) => {
  if (isRealElectron) context.skip('what the system shows cannot be read there')
  await page.evaluate(() => {
    document.hasFocus = () => false
  })
  await page.getByRole('button', { name: /^Pool monitor/ }).click()
  await page.getByRole('button', { name: 'Alerts', exact: true }).click()
  await page.getByRole('button', { name: 'New rule…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Alert rule' })
  await chooseOption(dialog.getByRole('combobox', { name: 'Figure' }), 'Utilisation')
  await dialog.getByRole('textbox', { name: 'Threshold' }).fill('0')
  await dialog.getByRole('textbox', { name: 'Cleared at' }).fill('0')
  await dialog.getByRole('textbox', { name: 'For at least' }).fill('0')
  await dialog.getByRole('checkbox', { name: 'Notify' }).check()
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(
    'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n',
  )
  const shown = () =>
    desktop.evaluate(({ Notification }) =>
      (Notification as unknown as { shown: { title: string; body: string }[] }).shown.map(
        ({ title, body }) => `${title} | ${body}`,
      ),
    )
  await until('a notification', shown, (notes) => notes.length > 0)
  expect((await shown())[0]).toMatch(/^Alert at Sample \| Utilisation: \d+ %$/)
  await desktop.evaluate(({ Notification }) => {
    ;(Notification as unknown as { shown: NodeJS.EventEmitter[] }).shown[0]!.emit('click')
  })
  await page.getByRole('region', { name: 'Sample', exact: true }).waitFor()
  await page.getByRole('tab', { name: /Query/ }).last().click()
  await workbench.button('Cancel').click()
  await workbench.untilStatus(/cancelled/i)
})

test('a page that crashed is loaded anew when the user asks for it, with the tabs as they were', async () => {
  await workbench.type('select 7 -- typed before the crash')
  await page.waitForTimeout(500)
  const reloaded = page.waitForEvent('load')
  await desktop.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
    const [window] = BrowserWindow.getAllWindows()
    window!.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  })
  await reloaded
  await workbench.ready()
  await expect.poll(() => workbench.editorText()).toBe('select 7 -- typed before the crash')
})

test('the menu bar carries the commands of the window with their keys, and runs them', async () => {
  const inMenu = () =>
    desktop.evaluate(({ Menu }) => {
      type Line = { label: string; accelerator?: string; click?: () => void; submenu?: Lines }
      type Lines = Line[] | { items: Line[] }
      const linesOf = (lines?: Lines): Line[] =>
        lines ? ('items' in lines ? lines.items : lines) : []
      const menu = Menu.getApplicationMenu() as unknown as { items: Line[] }
      const lines = menu.items.flatMap(({ submenu }) => linesOf(submenu))
      const found = lines.find(({ label }) => label === 'Show or hide the history')
      found?.click?.()
      return found?.accelerator ?? null
    })
  await until('in the menu', inMenu, (keys) => keys === 'CommandOrControl+Shift+H')
  await page.getByRole('region', { name: 'History' }).waitFor()
  await inMenu()
  await page.getByRole('region', { name: 'History' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('ControlOrMeta+B')
})

test('the window zooms by keys', async () => {
  const level = () =>
    desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel(),
    )
  await page.keyboard.press('ControlOrMeta+=')
  await until('larger', level, (now) => now === 0.5)
  await page.keyboard.press('ControlOrMeta+0')
  await until('as usual', level, (now) => now === 0)
})

test('starting the program again ends the second at once', async () => {
  await desktop.startAgain()
  await workbench.ready()
})

test('quitting ends its processes and takes its lock away', async () => {
  await workbench.run('select 6 as six')
  await workbench.untilStatus(/1 row in /)
  const before = await childrenOf(desktop.pid)
  if (process.platform === 'linux') expect(before.join()).toContain('sqliteProcess')
  await desktop.quit()
  expect(await childrenOf(desktop.pid)).toEqual([])
  expect(complaints).toEqual([])
})
