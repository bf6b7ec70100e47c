import type { ScriptStatement } from './runState.ts'

/** What a tab ran last before the page was loaded again. */
export type GoneRun = {
  readonly statements: readonly ScriptStatement[]
  /** It was under way still: main cancels what a page leaves behind. */
  readonly isCut?: boolean
}

/** Longer scripts are not kept: they can be run from the editor. */
const MAX_LENGTH = 200_000

const keyOf = (tabId: string): string => `run of ${tabId}`

/** Notes what a tab runs: main frees its results when the page goes, and this is what is left. */
export function noteRun(tabId: string, statements: readonly ScriptStatement[]): void {
  keep(tabId, { statements, isCut: true })
}

/** The run of a tab came to its end. */
export function noteRunEnded(tabId: string): void {
  const gone = goneRun(tabId)
  if (gone) keep(tabId, { statements: gone.statements })
}

function keep(tabId: string, run: GoneRun): void {
  const noted = JSON.stringify(run)
  try {
    if (noted.length <= MAX_LENGTH) sessionStorage.setItem(keyOf(tabId), noted)
    else forgetGoneRun(tabId)
  } catch {
    // No room or no right to keep it: then there is nothing to offer after a reload.
  }
}

export function goneRun(tabId: string): GoneRun | null {
  try {
    const noted = sessionStorage.getItem(keyOf(tabId))
    return noted === null ? null : (JSON.parse(noted) as GoneRun)
  } catch {
    return null
  }
}

export function forgetGoneRun(tabId: string): void {
  try {
    sessionStorage.removeItem(keyOf(tabId))
  } catch {
    // Nothing was kept.
  }
}
