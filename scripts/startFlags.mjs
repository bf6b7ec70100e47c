// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { parseArgs } from 'node:util'

export const usage = `Usage: npm start [-- FLAGS]
  --browser        serve a browser, even where the desktop window could open
  --desktop        open the desktop window or fail
  --no-open        with a browser: only print the address
  --port N         with a browser: listen on this port
  --data-dir DIR   keep profiles, tabs and history there
`

/**
 * @param {string[]} argv
 * @returns {{ target: 'any' | 'browser' | 'desktop', browserArgs: string[], desktopArgs: string[] }}
 * @throws an Error with a sentence for the user
 */
export function readStartFlags(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      browser: { type: 'boolean' },
      desktop: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
    },
  })
  if (values.browser && values.desktop)
    throw new Error('--browser and --desktop rule each other out.')
  if (
    values.port !== undefined &&
    !(/^\d{1,5}$/.test(values.port) && Number(values.port) <= 65_535)
  )
    throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`)
  if (values['data-dir'] === '') throw new Error('--data-dir needs a folder.')
  const dataDir = values['data-dir'] === undefined ? [] : [`--data-dir=${values['data-dir']}`]
  return {
    target: values.browser ? 'browser' : values.desktop ? 'desktop' : 'any',
    browserArgs: [
      ...(values['no-open'] ? ['--no-open'] : []),
      ...(values.port === undefined ? [] : [`--port=${values.port}`]),
      ...dataDir,
    ],
    desktopArgs: dataDir,
  }
}
