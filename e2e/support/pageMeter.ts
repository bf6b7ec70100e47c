import type { Page } from 'playwright-core'

/** How much a page holds, and how much came to it since it was loaded. */
export type PageMeter = {
  receivedBytes(): number
  /** What the page's own objects take, without what could be freed. */
  heapBytes(): Promise<number>
}

/** Loads the page anew, to count from its first byte. */
export async function meterPage(page: Page): Promise<PageMeter> {
  let received = 0
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      received += payload.length
    }),
  )
  const debug = await page.context().newCDPSession(page)
  await debug.send('Performance.enable')
  await page.reload()
  return {
    receivedBytes: () => received,
    async heapBytes() {
      await debug.send('HeapProfiler.collectGarbage')
      const { metrics } = await debug.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value
    },
  }
}
