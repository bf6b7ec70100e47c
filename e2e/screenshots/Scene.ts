import type { Page } from 'playwright-core'
import type { Workbench } from '../support/workbench.ts'

/** What a scene works with: a running workbench with the sample database, and a real PostgreSQL. */
export interface Stage {
  readonly page: Page
  readonly workbench: Workbench
  readonly postgresUrl: string
  /** Takes `docs/images/NAME-light.png` and `NAME-dark.png` of what is on screen. */
  picture(name: string): Promise<void>
}

/** Brings the workbench to what a page of the docs shows, takes its pictures, and leaves no dialog open. */
export type Scene = (stage: Stage) => Promise<void>
