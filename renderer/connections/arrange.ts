import { api } from '../api/api.ts'
import { currentProfiles } from '../app/profilesStore.ts'
import { toast } from '../ui/toast.ts'
import { planFolderMove, planMove, planStep, type Destination, type Move } from './planMove.ts'
import { errorLine } from '../text/errorInLanguage.ts'

export const moveConnection = (profileId: string, to: Destination): void =>
  arrange(planMove(currentProfiles(), profileId, to))

export const stepConnection = (profileId: string, by: -1 | 1): void =>
  arrange(planStep(currentProfiles(), profileId, by))

export const moveFolder = (from: string, to: string): void =>
  arrange(planFolderMove(currentProfiles(), from, to))

function arrange(places: readonly Move[]): void {
  if (places.length === 0) return
  api
    .call('profiles.arrange', { places: [...places] })
    .catch((error: Error) => toast(errorLine(error), 'error'))
}
