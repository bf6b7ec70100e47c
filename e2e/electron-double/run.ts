import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Runs a built program as Electron would: `node run.ts PROGRAM [ARGUMENT…]`. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: 'double' },
})

const electron = await import('./electron.ts')
const { app } = electron
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

type Question = { id: number; work: string; argument: unknown }

// A spec looks into main, and changes it, as Playwright does with the real one.
process.on('message', (question: Question) => {
  answer(question).then(
    (value) => process.send?.({ id: question.id, value }),
    (error: unknown) => process.send?.({ id: question.id, problem: String(error) }),
  )
})

async function answer({ work, argument }: Question): Promise<unknown> {
  const run = (0, eval)(`(${work})`) as (given: typeof electron, argument: unknown) => unknown
  return run(electron, argument)
}

process.argv.splice(1, 1)
await import(pathToFileURL(process.argv[1]!).href)
app.becomeReady()
