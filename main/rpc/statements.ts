import type { Handlers } from '../../contract/contract.ts'
import type { statementCalls } from '../../contract/statements.ts'
import type { StatementLog } from '../observe/StatementLog.ts'

export const statementHandlers = (log: StatementLog): Handlers<typeof statementCalls> => ({
  'statements.ofPool': ({ poolId }) => log.ofPool(poolId),
  'statements.clear': ({ poolId }) => log.clear(poolId),
})
