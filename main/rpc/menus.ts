import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { menuCalls, menuEvents } from '../../contract/menus.ts'
import type { HostHooks } from './HostHooks.ts'

export const menuHandlers = ({ menus, zoom }: HostHooks): Handlers<typeof menuCalls> => ({
  'menus.show': (request) => menus?.show(request.menus),
  'menus.zoom': ({ change }) => zoom?.(change),
})

export const menuSources = ({ menus }: HostHooks): EventSources<typeof menuEvents> => ({
  'menus.chosen': (_filter, emit) => menus?.onChosen((id) => emit({ id })) ?? (() => {}),
})
