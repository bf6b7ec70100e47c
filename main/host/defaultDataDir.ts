import { join } from 'node:path'

export type DataDirFacts = {
  platform: NodeJS.Platform
  home: string
  environment: Readonly<Record<string, string | undefined>>
}

/** Where this system keeps a program's own data. All ways of running Sluice share it. */
export function defaultDataDir({ platform, home, environment }: DataDirFacts): string {
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Sluice')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Sluice')
    default:
      return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'sluice')
  }
}
