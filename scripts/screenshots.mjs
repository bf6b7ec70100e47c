// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { needNode24, prepare, root } from './setup.mjs'

await needNode24()
await prepare()
process.chdir(root)
await import(pathToFileURL(join(root, 'e2e/screenshots.ts')).href)
