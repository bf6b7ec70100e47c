import type { Page } from 'playwright-core'

/** Names, units, keys and formats, which Chinese writes as they are. */
const NAMES = new Set(
  (
    'Sluice SQL JSON NDJSON CSV TSV XML PDF PNG SVG Parquet Excel Markdown HTML UTF BOM INSERT SELECT IN NULL Unix psql ' +
    'PostgreSQL SQLite Redis InfluxDB InfluxQL Flux Server TDS RESP DBeaver Azure Data Studio VS Code ' +
    'URL TLS SSH CA PEM TCP WAL DEFAULT ID DDL ISO IANA UTC Prometheus OpenTelemetry English Polars ' +
    'Ctrl Alt Shift Enter Esc Tab Delete Insert Space Home End PageUp PageDown Backspace ms KB MB GB MiB'
  ).split(' '),
)

/** What the page says, or a screen reader would, in words that are neither Chinese nor names. */
export async function englishIn(page: Page, view: string, contents: RegExp): Promise<string[]> {
  const said = await page.evaluate(() => {
    // What statements and results hold is not ours to say.
    const CONTENT = '.view-lines, [role=grid], code, pre, svg'
    const shown = (element: Element | null): element is Element =>
      element !== null && element.getClientRects().length > 0 && !element.closest(CONTENT)
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (shown(node.parentElement)) texts.push(node.textContent ?? '')
    for (const name of ['aria-label', 'title', 'placeholder'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (shown(element)) texts.push(element.getAttribute(name) ?? '')
    return texts
  })
  const isEnglish = (text: string): boolean =>
    (text.match(/[A-Za-z][A-Za-z'’]+/g) ?? []).some((word) => !NAMES.has(word))
  const found = said
    .map((text) => text.trim())
    .filter((text) => isEnglish(text.replaceAll(contents, '')))
  return [...new Set(found)].map((text) => `${view}: ${text.slice(0, 160)}`)
}
