/** Frames for which what had the focus may still be drawn anew, as by the answer that a dialog was for. */
const FRAMES_TO_SETTLE = 30

/** Where the focus is, and what to do to have it there again. */
export function rememberFocus(): () => void {
  const before = document.activeElement
  const pane = before?.closest<HTMLElement>('[data-pane]') ?? null
  return () =>
    giveBack([before, pane?.querySelector('[data-pane-focus]') ?? pane], FRAMES_TO_SETTLE)
}

/** To the first that is still there; what has the focus by now keeps it. */
function giveBack(wanted: readonly (Element | null)[], framesLeft: number): void {
  if (document.activeElement === document.body)
    for (const element of wanted) {
      if (!(element instanceof HTMLElement) || !element.isConnected) continue
      element.focus({ preventScroll: true })
      if (document.activeElement === element) break
    }
  if (framesLeft > 0) requestAnimationFrame(() => giveBack(wanted, framesLeft - 1))
}
