export const tour = {
  title: 'Tour',
  step: '{step} of {steps}',
  connections: 'Your connections are in the explorer',
  connectionsBody:
    'Open “Sample” to look around at once, or press “New connection” and paste a URL such as postgres://…',
  statements: 'Statements are written above, their results stand below',
  statementsBody:
    '{run} runs the statement at the cursor. {palette} finds everything else by its name.',
  pool: 'The pool of the connection is always in sight',
  poolBody:
    'The gauge shows how many connections are in use. A click, or {monitor}, opens the monitor: who waits, for what, and what to do.',
  skip: 'Skip the tour',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  show: 'Show the tour',
} as const
