import './styles/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { followConfig } from './app/configStore.ts'
import { loadHost } from './app/hostStore.ts'
import { restoreLayout } from './app/layoutStore.ts'
import { followPools } from './app/poolsStore.ts'
import { followSystem, loadPreferences, usePreferences } from './app/preferencesStore.ts'
import { followProfiles } from './app/profilesStore.ts'
import { restoreOpenNodes } from './explorer/explorerStore.ts'
import { tellAlerts } from './monitor/alerts/notifyAlerts.ts'
import { followReconnection } from './editor/transactionsStore.ts'
import { followSecretStorage } from './connections/secretStorageStore.ts'

// The editor's code is on its way while the window is built; whoever needs it tells when it does not come.
for (const code of [import('./ui/SqlEditor.tsx'), import('./editor/EditorPane.tsx')])
  code.catch(() => {})

followSystem()
followProfiles()
followSecretStorage()
followReconnection()
followConfig()
followPools()
tellAlerts()
loadHost()
// Drawn in the chosen theme and language from the first frame, where main answers in time.
await loadPreferences({ patienceMs: 400 })
restoreLayout()
restoreOpenNodes(usePreferences.getState().openNodes)

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
