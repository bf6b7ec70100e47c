import type { configCalls, configEvents } from '../../contract/config.ts'
import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { ConfigService } from '../profiles/config/ConfigService.ts'

export const configHandlers = (config: ConfigService): Handlers<typeof configCalls> => ({
  'config.status': () => config.status(),
  'config.apply': ({ config: given }) => config.apply(given),
})

export const configSources = (config: ConfigService): EventSources<typeof configEvents> => ({
  'config.changed': (_filter, emit) => {
    emit(config.status())
    return config.onChanged(emit)
  },
})
