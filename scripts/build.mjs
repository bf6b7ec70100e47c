// What `npm run build` does: a build that `npm start` finds to be whole, and does not make again.
import { join } from 'node:path'
import { buildWith } from './built.mjs'
import { run } from './processes.mjs'
import { root } from './setup.mjs'

await buildWith(root, async () => {
  const program = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { code } = await run(process.execPath, [program, 'build', ...process.argv.slice(2)], {
    cwd: root,
  })
  if (code !== 0) process.exit(code)
})
