const FOCUSABLE =
  '[role="tree"], [role="grid"], textarea, input:not([type="hidden"]), button, a[href], [tabindex="0"]'

/**
 * Moves the focus to the next pane of the window. Any element with `data-pane` takes part, in the
 * order of the page; one inside it with `data-pane-focus` takes the focus first.
 */
export function cyclePanes(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown)
  // The innermost pane counts: the editor lies within the main area.
  const current = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  for (let step = 1; step <= panes.length; step++) {
    const pane = panes[nextIndex(current, by * step, panes.length)]
    if (pane && focusIn(pane)) return
  }
}

/** Puts the focus into a pane that is about to be shown, unless it is somewhere useful already. */
export function focusPaneSoon(name: string, triesLeft = 20): void {
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
    if (pane && isShown(pane) && (pane.contains(document.activeElement) || focusIn(pane))) return
    if (triesLeft > 0) focusPaneSoon(name, triesLeft - 1)
  })
}

/** Wraps around; from nowhere, forward begins at the first and backward at the last. */
export function nextIndex(current: number, by: number, count: number): number {
  const from = current < 0 && by < 0 ? 0 : current
  return (((from + by) % count) + count) % count
}

function focusIn(pane: HTMLElement): boolean {
  const before = document.activeElement
  // That of a pane inside this one waits for its own turn.
  const chosen = [...pane.querySelectorAll<HTMLElement>('[data-pane-focus]')].find(
    (element) => element.closest('[data-pane]') === pane,
  )
  for (const element of [chosen, ...pane.querySelectorAll<HTMLElement>(FOCUSABLE)]) {
    if (!element || !isShown(element)) continue
    element.focus()
    if (document.activeElement !== before && pane.contains(document.activeElement)) return true
  }
  return false
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0
