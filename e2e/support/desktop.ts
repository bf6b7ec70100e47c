import { fork, spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'
import { _electron, chromium, type Page } from 'playwright-core'
import { startSharedChromium } from '../electron-double/chromium.ts'
import { findChromium, CHROMIUM_FLAGS } from './browser.ts'

/** The built program in its desktop window: in Electron, or in the double of it. */
export type Desktop = {
  firstWindow(): Promise<Page>
  /** Runs in main. The function goes by its source: it sees its arguments and nothing else. */
  evaluate<T, A = undefined>(
    work: (electron: typeof Electron, argument: A) => T | Promise<T>,
    argument?: A,
  ): Promise<T>
  /** Starts the program once more on the same data, and resolves when that one has ended. */
  startAgain(): Promise<void>
  readonly pid: number
  /** Ends it as the user would, and resolves when its process has ended. */
  quit(): Promise<void>
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const root = path('../..')

/** Set by `npm run e2e:electron`. */
export const isRealElectron = process.env['SLUICE_E2E_ELECTRON'] === '1'

export const launchDesktop = (options: { dataDir: string }): Promise<Desktop> =>
  isRealElectron ? launchElectron(options) : launchDouble(options)

async function launchElectron({ dataDir }: { dataDir: string }): Promise<Desktop> {
  const executablePath = createRequire(import.meta.url)('electron') as string
  const args = [root, `--data-dir=${dataDir}`]
  const app = await _electron.launch({ executablePath, args, cwd: root })
  return {
    pid: app.process().pid!,
    startAgain: () => ended(spawn(executablePath, args, { cwd: root, stdio: 'inherit' })),
    firstWindow: () => app.firstWindow(),
    evaluate: (work, argument) => app.evaluate<never, never>(work as never, argument as never),
    quit: () => app.close(),
  }
}

async function launchDouble({ dataDir }: { dataDir: string }): Promise<Desktop> {
  const shared = await startSharedChromium(findChromium(), CHROMIUM_FLAGS)
  const browser = await chromium.connectOverCDP(shared.endpoint)
  const start = () =>
    fork(
      path('../electron-double/run.ts'),
      [path('../../out/main/index.js'), `--data-dir=${dataDir}`],
      {
        cwd: root,
        env: { ...process.env, ELECTRON_DOUBLE_CHROMIUM: shared.endpoint },
        execArgv: [],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    )
  const child = start()
  const exited = ended(child)
  const context = browser.contexts()[0]!
  const isWindow = (page: Page) => page.url().startsWith('http://sluice.localhost/')
  let lastId = 0

  return {
    pid: child.pid!,
    startAgain: () => ended(start()),
    async firstWindow() {
      for (;;) {
        const page = context.pages().find(isWindow)
        if (page) return page
        if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}.`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    evaluate(work, argument) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        const receive = (answer: { id: number; value: never; problem?: string }) => {
          if (answer.id !== id) return
          child.off('message', receive)
          if (answer.problem) reject(new Error(answer.problem))
          else resolve(answer.value)
        }
        child.on('message', receive)
        child.send({ id, work: String(work), argument })
      })
    },
    async quit() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await exited
      await browser.close()
      await shared.stop()
    },
  }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
