/** Words of the question for the values of placeholders. */
export const parameters = {
  title: 'Values for this run',
  typeOf: 'Type of {name}',
  text: 'Text',
  number: 'Number',
  date: 'Date',
  boolean: 'Boolean',
  null: 'NULL',
  noNumber: '{name} is no number. Write one as 42 or 3.14, or choose another type.',
  noDate: '{name} is no date. Write one as 2024-12-31 or 2024-12-31 18:00, or choose another type.',
} as const
