import type { Browser } from 'playwright-core'
import { WebSocket as NodeSocket } from 'ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, openPage } from './support/browser.ts'
import { startSluice, temporaryFolder, type Sluice } from './support/sluice.ts'
import { Workbench } from './support/workbench.ts'

let browser: Browser
let sluice: Sluice
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[browser, sluice] = await Promise.all([launchChromium(), startSluice({ dataDir: folder.path })])
})

afterAll(async () => {
  await browser?.close()
  await sluice?.stop()
  await folder?.[Symbol.asyncDispose]()
})

const origin = () => new URL(sluice.url).origin

test('a browser without the printed address sees a plain page and no workbench', async () => {
  const page = await browser.newPage()
  const response = await page.goto(origin())
  expect(response?.status()).toBe(401)
  await page.getByRole('heading', { name: 'This browser has not been let in' }).waitFor()
  await page.close()
})

test('the printed address opens the workbench, keeps no token in view, and opens once', async () => {
  const { page, complaints } = await openPage(browser, sluice.url)
  await new Workbench(page).ready()
  expect(page.url()).toBe(`${origin()}/`)
  expect(await page.evaluate(() => document.cookie)).toBe('')

  const other = await browser.newContext()
  const response = await (await other.newPage()).goto(sluice.url)
  expect(response?.status()).toBe(401)
  await other.close()

  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({
    name: `sluice-${new URL(sluice.url).port}`,
    httpOnly: true,
    sameSite: 'Strict',
  })

  // The page's policy: no code from text, nothing from outside.
  const outcomes = await page.evaluate(async () => {
    const attempt = async (work: () => unknown) => {
      try {
        return await work()
      } catch {
        return 'refused'
      }
    }
    return {
      // From a timer: what the debugger itself evaluates is free of the policy.
      eval: await new Promise((resolve) => {
        setTimeout(() => void attempt(() => (0, eval)('"ran"')).then(resolve))
      }),
      outside: await attempt(() => fetch('http://localhost:1/').then(() => 'answered')),
    }
  })
  expect(outcomes).toEqual({ eval: 'refused', outside: 'refused' })
  expect(complaints.filter((text) => !text.includes('Content Security Policy'))).toEqual([])

  // Another site, in the same browser, with its cookie in reach.
  const site = await page.context().newPage()
  await site.route('http://evil.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }),
  )
  await site.goto('http://evil.example/')
  const attack = await site.evaluate(async (target) => {
    const socket = new Promise((resolve) => {
      const opening = new WebSocket(`${target.replace('http', 'ws')}/rpc?client=0123456789abcdef`)
      opening.addEventListener('open', () => resolve('open'))
      opening.addEventListener('error', () => resolve('refused'))
    })
    const read = fetch(target, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    )
    return { socket: await socket, read: await read }
  }, origin())
  expect(attack).toEqual({ socket: 'refused', read: 'refused' })
  await page.context().close()
})

test('a socket from outside a browser gets nowhere without the cookie', async () => {
  const socket = new NodeSocket(`${origin().replace('http', 'ws')}/rpc?client=0123456789abcdef`, {
    headers: { origin: origin() },
  })
  const problem = await new Promise<Error>((resolve) => socket.once('error', resolve))
  expect(problem.message).toContain('401')
})
