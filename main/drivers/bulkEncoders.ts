import type { BulkEncoder, BulkEncoding } from './bulkLoad.ts'

/** Encoders of rows, for threads that have no use for the whole driver. */
const bulkEncoders: Readonly<Record<string, (form: unknown) => Promise<BulkEncoder>>> = {
  postgres: async (form) => (await import('./postgres/copy/CopyEncoder.ts')).copyEncoder(form),
}

export const openEncoder = ({ encoder, form }: BulkEncoding): Promise<BulkEncoder> =>
  bulkEncoders[encoder]!(form)
