import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { startSshServer, type SshServer } from '../main/testing/sshServer.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage, type Complaints } from './support/browser.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let postgres: PostgresServer
let ssh: SshServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sluice: Sluice
let workbench: Workbench
let complaints: Complaints

beforeAll(async () => {
  ;[browser, postgres] = await Promise.all([launchChromium(), startPostgres()])
})
afterAll(async () => {
  await browser?.close()
  await postgres?.stop()
})
beforeEach(async () => {
  folder = await temporaryFolder()
  ;[sluice, ssh] = await Promise.all([startSluice({ dataDir: folder.path }), startSshServer()])
  const opened = await openPage(browser, sluice.url)
  complaints = opened.complaints
  workbench = new Workbench(opened.page)
  await workbench.ready()
})
afterEach(async () => {
  expect(complaints).toEqual([])
  await workbench.page.context().close()
  await sluice.stop()
  await ssh.stop()
  await folder[Symbol.asyncDispose]()
})

/** Fills in the page for the SSH server. */
async function goThroughSsh(dialog: Locator, password = ssh.password): Promise<void> {
  await dialog.getByRole('tab', { name: 'SSH' }).click()
  await dialog.getByRole('checkbox', { name: 'Connect through an SSH server' }).check()
  await dialog.getByRole('combobox', { name: 'SSH host' }).fill(ssh.host)
  await dialog.getByRole('textbox', { name: 'SSH port' }).fill(String(ssh.port))
  await dialog.getByRole('textbox', { name: 'SSH user' }).fill(ssh.user)
  await dialog.getByLabel('SSH password', { exact: true }).fill(password)
}

const alertOf = (dialog: Locator) => dialog.getByRole('alert')

/** Servers on the way that are met for the first time, one after the other. */
async function trustKeysOf(
  servers: readonly { host: string; port: number }[],
  dialog: Locator,
): Promise<void> {
  for (const { host, port } of servers) {
    await alertOf(dialog)
      .getByText(`The SSH server ${host}:${port} is met for the first time`)
      .waitFor()
    await dialog.getByRole('button', { name: 'Look at its key…' }).click()
    await dialog.page().getByRole('button', { name: 'Trust it and go on' }).click()
  }
}

test('a connection through an SSH server asks once about its key, works, heals, and keeps no password on disk', async () => {
  const { page } = workbench
  const { dialog, url } = await ConnectionDialog.open(page)
  await url.fill(postgres.url)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
  await goThroughSsh(dialog)
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await alertOf(dialog)
    .getByText(/is met for the first time. Its key is ssh-ed25519 SHA256:/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Look at its key…' }).click()
  const question = page.getByRole('dialog', { name: /First contact with the SSH server/ })
  await question.getByText(/^SHA256:[A-Za-z0-9+/]{43}$/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await question.getByRole('button', { name: 'Trust it and go on' }).click()
  await dialog.getByText(/^Connected to PostgreSQL 18/).waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 40 + 2 as answer')
  await workbench.untilStatus(/1 row in/)
  expect(ssh.loginCount).toBe(1)
  expect(ssh.sessionCount).toBe(1)

  ssh.cut()
  await expect.poll(() => ssh.sessionCount).toBe(0)
  await workbench.run('select 6 * 7 as healed')
  await workbench.untilStatus(/1 row in/)
  await expect.poll(async () => (await workbench.gridCell(1, 'healed')).textContent()).toBe('42')

  const names = await readdir(folder.path)
  for (const name of names.filter((one) => one.startsWith('sluice')))
    expect(await readFile(join(folder.path, name), 'latin1')).not.toContain(ssh.password)
})

test('a statement that meets the SSH server for the first time asks about its key where it failed, and goes on', async () => {
  const { page } = workbench
  const { dialog, url } = await ConnectionDialog.open(page)
  await url.fill(postgres.url)
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
  await goThroughSsh(dialog)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await workbench.newTab()
  await workbench.chooseProfile('orders')
  await workbench.run('select 40 + 2 as answer')
  await page.getByRole('button', { name: 'Look at its key…' }).first().click()
  await page.getByRole('button', { name: 'Trust it and go on' }).click()
  await expect.poll(async () => (await workbench.gridCell(1, 'answer')).textContent()).toBe('42')
})

test('a wrong SSH password and a key that changed are told apart, each with what to do', async () => {
  const { page } = workbench
  const { dialog, url } = await ConnectionDialog.open(page)
  await url.fill(postgres.url)
  await goThroughSsh(dialog, 'not it')
  const tryOut = () => dialog.getByRole('button', { name: 'Test connection' }).click()
  await tryOut()
  await dialog.getByRole('button', { name: 'Look at its key…' }).click()
  await page.getByRole('button', { name: 'Trust it and go on' }).click()
  await alertOf(dialog)
    .getByText(/does not let “tester” in by this password. Check the SSH user and the SSH password/)
    .waitFor()

  await dialog.getByLabel('SSH password', { exact: true }).fill(ssh.password)
  await ssh.changeHostKey()
  await tryOut()
  await alertOf(dialog)
    .getByText(/shows another key than before/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Look at its key…' }).click()
  const changed = page.getByRole('dialog', { name: /shows another key/ })
  expect(await changed.getByText(/^SHA256:/).count()).toBe(2)
  await changed.getByRole('button', { name: 'Forget the old key' }).click()
  await alertOf(dialog)
    .getByText(/is met for the first time/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Look at its key…' }).click()
  await page.getByRole('button', { name: 'Trust it and go on' }).click()
  await dialog.getByText(/^Connected to PostgreSQL 18/).waitFor()
})

test('hosts of ~/.ssh/config are offered, and lead there through their jump host', async () => {
  const jump = await startSshServer({ password: ssh.password })
  const home = join(folder.path, 'home')
  await mkdir(join(home, '.ssh'), { recursive: true })
  const entry = (name: string, server: SshServer, more = '') =>
    `Host ${name}\n  HostName ${server.host}\n  Port ${server.port}\n  User ${server.user}\n${more}`
  await writeFile(
    join(home, '.ssh', 'config'),
    entry('shop-bastion', jump) + entry('shop-db', ssh, '  ProxyJump shop-bastion\n'),
  )
  const other = await startSluice({ dataDir: join(folder.path, 'other'), env: { HOME: home } })
  try {
    const { page, complaints: own } = await openPage(browser, other.url)
    const workbenchThere = new Workbench(page)
    await workbenchThere.ready()
    const { dialog, url } = await ConnectionDialog.open(page)
    await url.fill(postgres.url)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
    await dialog.getByRole('tab', { name: 'SSH' }).click()
    await dialog.getByRole('checkbox', { name: 'Connect through an SSH server' }).check()
    const host = dialog.getByRole('combobox', { name: 'SSH host' })
    const offered = dialog.locator('datalist option')
    await expect
      .poll(() => offered.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value)))
      .toEqual(['shop-bastion', 'shop-db'])
    await host.fill('shop-db')
    await dialog
      .getByText(`~/.ssh/config: ${ssh.user}@${ssh.host}:${ssh.port}, through shop-bastion`)
      .waitFor()
    await dialog.getByLabel('SSH password', { exact: true }).fill(ssh.password)
    expect(await axeViolations(page)).toEqual([])
    await takePicture(page, 'ssh-config')
    const tryOut = dialog.getByRole('button', { name: 'Test connection' })
    await tryOut.click()
    await trustKeysOf([jump, ssh], dialog)
    await dialog.getByText(/^Connected to PostgreSQL 18/).waitFor()
    expect([jump.loginCount, ssh.loginCount]).toEqual([2, 1])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await workbenchThere.newTab()
    await workbenchThere.chooseProfile('orders')
    await workbenchThere.run('select 40 + 2 as answer')
    await workbenchThere.untilStatus(/1 row in/)
    expect(own).toEqual([])
    await page.context().close()
  } finally {
    await other.stop()
    await jump.stop()
  }
})

test('a jump host has a password of its own', async () => {
  const jump = await startSshServer({ user: 'hopper', password: 'of the jump host' })
  try {
    const { page } = workbench
    const { dialog, url } = await ConnectionDialog.open(page)
    await url.fill(postgres.url)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
    await goThroughSsh(dialog)
    const written = `${jump.user}@${jump.host}:${jump.port}`
    await dialog.getByRole('textbox', { name: 'Jump hosts' }).fill(written)
    const login = dialog.getByRole('group', { name: `Jump host ${written}` })
    expect(await login.getByRole('combobox', { name: 'Log in by' }).textContent()).toBe(
      'As the SSH server',
    )
    await login.getByRole('combobox', { name: 'Log in by' }).click()
    await page.getByRole('option', { name: 'Password', exact: true }).click()
    await login.getByLabel('SSH password').fill(jump.password)
    await login.scrollIntoViewIfNeeded()
    expect(await axeViolations(page)).toEqual([])
    await takePicture(page, 'ssh-jump-login')
    await dialog.getByRole('button', { name: 'Test connection' }).click()
    await trustKeysOf([jump, ssh], dialog)
    await dialog.getByText(/^Connected to PostgreSQL 18/).waitFor()
  } finally {
    await jump.stop()
  }
})
