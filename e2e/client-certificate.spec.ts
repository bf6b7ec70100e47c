import { createPrivateKey } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasRedis, startRedis } from '../main/testing/redisServer.ts'
import { issuedCertificate, selfSignedCertificate } from '../main/testing/testCertificates.ts'
import { axeViolations } from './support/axeViolations.ts'
import { launchChromium, openPage } from './support/browser.ts'
import { ConnectionDialog } from './support/connectionDialog.ts'
import { startSluice, temporaryFolder } from './support/sluice.ts'
import { takePicture } from './support/takePicture.ts'
import { Workbench } from './support/workbench.ts'

const PASSPHRASE = 'heron and otter'

describe.runIf(hasRedis())('a server that asks its clients for a certificate', () => {
  test('is shown one whose key has a passphrase, which is asked for and kept as a password is', async () => {
    await using folder = await temporaryFolder()
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder.path, name), text)
      return join(folder.path, name)
    }
    const authority = selfSignedCertificate('Authority of the test')
    const own = issuedCertificate(authority, 'localhost')
    const client = issuedCertificate(authority, 'reader')
    const sealed = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: PASSPHRASE,
    }) as string
    const caFile = await file('authority.pem', authority.certificate)
    const certFile = await file('client.pem', client.certificate)
    const keyFile = await file('client-key.pem', sealed)
    const server = await startRedis({
      tls: {
        certificateFile: await file('server.pem', own.certificate),
        keyFile: await file('server-key.pem', own.key),
        clientAuthorityFile: caFile,
      },
    })
    const dataDir = join(folder.path, 'data')
    const browser = await launchChromium()
    const sluice = await startSluice({ dataDir })
    try {
      const { page, complaints } = await openPage(browser, sluice.url)
      const workbench = new Workbench(page)
      await workbench.ready()
      const { dialog, url } = await ConnectionDialog.open(page)
      await url.fill(`rediss://localhost:${server.busPort}`)
      await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('cache')
      await dialog.getByRole('tab', { name: 'TLS' }).click()
      const passphrase = dialog.getByLabel('Passphrase of the client key', { exact: true })
      expect(await passphrase.count()).toBe(0)
      for (const [name, path] of [
        ['CA certificate', caFile],
        ['Client certificate', certFile],
        ['Client key', keyFile],
      ] as const)
        await dialog.getByRole('textbox', { name, exact: true }).fill(path)
      const alert = dialog.getByRole('alert')
      const tryOut = () => dialog.getByRole('button', { name: 'Test connection' }).click()
      await tryOut()
      await alert.getByText(`The client key “${keyFile}” has a passphrase. Enter it.`).waitFor()
      await passphrase.fill('guess')
      await tryOut()
      await alert.getByText(`The passphrase does not open the client key “${keyFile}”.`).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await takePicture(page, 'client-key')
      await passphrase.fill(PASSPHRASE)
      await tryOut()
      await dialog.getByText(/^Connected to Redis/).waitFor()
      await passphrase.fill('')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.waitFor({ state: 'hidden' })

      await workbench.newTab()
      await workbench.chooseProfile('cache')
      await workbench.run('ECHO hello')
      const question = page.getByRole('dialog', { name: /cache/ })
      await question.getByLabel('Passphrase of the client key', { exact: true }).fill(PASSPHRASE)
      await takePicture(page, 'client-key-asked')
      await question.getByRole('button', { name: 'Connect' }).click()
      await workbench.untilStatus(/1 row in/)
      expect(complaints).toEqual([])
      for (const name of (await readdir(dataDir)).filter((one) => one.startsWith('sluice')))
        expect(await readFile(join(dataDir, name), 'latin1')).not.toContain(PASSPHRASE)
    } finally {
      await browser.close()
      await sluice.stop()
      await server.stop()
    }
  })
})
