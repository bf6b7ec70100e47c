import type { Writable } from 'node:stream'

type Progress = { writtenRows: number; writtenBytes: number; elapsedMs: number }

/** Often enough to be seen moving. */
const INTERVAL_MS = 200
const CLEAR_LINE = '\r\u001b[2K'

/** One line of a terminal that tells how far an export is; nothing where it is no terminal. */
export class ProgressLine {
  readonly #stream: Writable & { isTTY?: boolean }
  #shownAtMs = -INTERVAL_MS

  constructor(stream: Writable & { isTTY?: boolean }) {
    this.#stream = stream
  }

  show(progress: Progress): void {
    if (progress.elapsedMs - this.#shownAtMs < INTERVAL_MS) return
    this.#shownAtMs = progress.elapsedMs
    this.#write(`${CLEAR_LINE}${progressText(progress)}`)
  }

  done(progress: Progress, path: string): void {
    const seconds = (progress.elapsedMs / 1_000).toFixed(1)
    this.#write(`${CLEAR_LINE}${progressText(progress)}: “${path}” in ${seconds} s\n`)
  }

  /** Before something else is written. */
  clear(): void {
    this.#write(CLEAR_LINE)
  }

  #write(text: string): void {
    if (this.#stream.isTTY === true) this.#stream.write(text)
  }
}

export function progressText({ writtenRows, writtenBytes, elapsedMs }: Progress): string {
  const rate = elapsedMs > 0 ? Math.round((writtenRows * 1_000) / elapsedMs) : 0
  const amount = (value: number) => value.toLocaleString('en')
  const megabytes = (writtenBytes / 1e6).toFixed(1)
  return `${amount(writtenRows)} rows, ${megabytes} MB, ${amount(rate)} rows/s`
}
