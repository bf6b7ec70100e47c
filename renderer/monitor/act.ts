import type { CallName, Calls } from '../../contract/api.ts'
import type { RequestInput } from '../../contract/contract.ts'
import { api } from '../api/api.ts'
import { toast } from '../ui/toast.ts'
import { errorLine } from '../text/errorInLanguage.ts'

/** Asks main, and says when it was done or why not. */
export function act<N extends CallName>(
  call: N,
  request: RequestInput<Calls[N]>,
  doneText?: string,
): void {
  api.call(call, request).then(
    () => {
      if (doneText !== undefined) toast(doneText)
    },
    (error: Error) => toast(errorLine(error), 'error'),
  )
}
