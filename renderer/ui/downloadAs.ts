/** Hands bytes or a text to the browser as a file. */
export function downloadAs(fileName: string, content: Uint8Array | string): void {
  const url = URL.createObjectURL(new Blob([content as Uint8Array<ArrayBuffer> | string]))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
