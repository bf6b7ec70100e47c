/** Fetches the code of the grid while nothing else is to do, so that a first result shows at once. */
export function prefetchGrid(): () => void {
  const idle = requestIdleCallback(() => {
    void Promise.all([
      import('./ResultGrid.tsx'),
      import('../ui/DataGrid.tsx'),
      import('apache-arrow'),
    ]).catch(() => {
      // Not reached now: whoever needs it asks again and says so.
    })
  })
  return () => cancelIdleCallback(idle)
}
