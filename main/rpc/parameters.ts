import type { Handlers } from '../../contract/contract.ts'
import type { parameterCalls } from '../../contract/parameters.ts'
import type { ParameterStore } from '../workspace/ParameterStore.ts'

export const parameterHandlers = (store: ParameterStore): Handlers<typeof parameterCalls> => ({
  'parameters.remembered': ({ profileId, names }) => store.find(profileId, names),
  'parameters.remember': ({ profileId, values }) => store.save(profileId, values),
})
