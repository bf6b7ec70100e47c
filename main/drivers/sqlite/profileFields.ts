import type { ProfileField } from '../../../contract/drivers.ts'

/** What the connection form asks for. */
export const profileFields: readonly ProfileField[] = [
  {
    name: 'path',
    label: 'Database file',
    kind: 'file',
    isRequired: true,
    placeholder: '/folder/shop.db',
    help: 'A path, or :memory: for a database that each connection has to itself.',
  },
  {
    name: 'mode',
    label: 'If the file is missing',
    kind: 'choice',
    isRequired: true,
    defaultValue: 'must-exist',
    choices: [
      { value: 'must-exist', label: 'Say so' },
      { value: 'create', label: 'Create it' },
    ],
  },
  {
    name: 'journalMode',
    label: 'Journal',
    kind: 'choice',
    isRequired: true,
    defaultValue: 'keep',
    choices: [
      { value: 'keep', label: 'As the file has it' },
      { value: 'wal', label: 'Write-ahead log' },
    ],
    help: 'With a write-ahead log, reading and writing do not wait for each other. The file keeps it.',
  },
  {
    name: 'busyTimeoutMs',
    label: 'Busy timeout (ms)',
    kind: 'number',
    isRequired: false,
    defaultValue: 5_000,
    page: 'pool',
    help: 'How long a statement waits for the lock of another connection.',
  },
]
