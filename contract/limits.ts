// Bounds that main checks and the window heeds. Apart from the schemas, so that the window reads them without.

/** Kinds of columns whose results a tab keeps settings of; the oldest go. */
export const MAX_KEPT_CHARTS = 20

/** Rows changed at a time. */
export const MAX_ROW_CHANGES = 10_000

/** Short ones can be guessed by whoever has the file. */
export const PASSPHRASE_LENGTH = { least: 8, most: 1024 }

/** A hundred years. */
export const MAX_LIFETIME_MS = 100 * 365 * 86_400_000
