/** Where an export goes. One `write` at a time. */
export interface ExportSink {
  /** Resolves when more may come. Throws `disk-full`, `file-failed` or `aborted`. */
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when all of it has arrived: the file is whole, or the browser took the last byte. */
  end(): Promise<void>
  /** Leaves nothing behind that could be taken for the whole. */
  abort(): Promise<void> | void
  /** Whether the bytes of a `write` are of no more use to the sink once it resolved. */
  readonly keepsNothing?: boolean | undefined
  /** Aborts, with what happened, when the other side goes away while nothing is being written. */
  readonly broken?: AbortSignal | undefined
}

/** A download that the host offers under an address, once. */
export type DownloadSink = ExportSink & { readonly url: string }

export type OpenDownload = (file: { fileName: string; contentType: string }) => DownloadSink
