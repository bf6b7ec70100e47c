import { Ellipsis, FileInput, FileOutput, Plus, RefreshCw } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo } from 'react'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'
import { parsePoolId } from '../../contract/servers.ts'
import { runCommand } from '../app/commands.ts'
import { poolHealth, usePools } from '../app/poolsStore.ts'
import { loadProfiles, useDrivers, useProfiles, useProfilesError } from '../app/profilesStore.ts'
import { moveConnection, moveFolder } from '../connections/arrange.ts'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { setFolderOpen, useClosedFolders } from './closedFolders.ts'
import styles from './Explorer.module.css'
import { ExplorerRow } from './ExplorerRow.tsx'
import {
  ensureLoaded,
  load,
  refreshProfile,
  setExpanded,
  setSearch,
  useExplorer,
} from './explorerStore.ts'
import { matchesProfile } from './matchesProfile.ts'
import { openEntry, openRelation, showItem, showRoutine } from './openRelation.ts'
import { Tree } from './Tree.tsx'
import type { LoadTarget, TreeRow } from './treeNode.ts'
import { treeRows } from './treeRows.ts'
import { useForgetChangedProfiles } from './useForgetChangedProfiles.ts'
import type { Drop } from './useRowDrag.ts'
import { noteSelectedRow, useRowCommands } from './useRowCommands.ts'
import { useRowMenu } from './useRowMenu.ts'

const SEARCH_PAUSE_MS = 300

/** Connections and what is in them. */
export function Explorer() {
  const text = useText()
  const profiles = useProfiles()
  const error = useProfilesError()
  const search = useExplorer((state) => state.search)
  const openNew = useConnectionDialogs((state) => state.openNew)
  const drivers = useDrivers()
  const hasPatterns = (profiles ?? none).some(
    ({ driverId }) => drivers.find(({ id }) => id === driverId)?.capabilities.searchesByPattern,
  )
  const refreshAll = () => profiles?.forEach(({ id }) => refreshProfile(id))
  useForgetChangedProfiles(profiles)

  return (
    <section
      className={styles.explorer}
      aria-label={text('shell.explorer')}
      data-pane="explorer"
      data-explorer
    >
      <header className={styles.header}>
        <Button icon={Plus} variant="quiet" onClick={openNew} className={styles.new}>
          {text('connections.newConnection')}
        </Button>
        <span>
          <IconButton icon={RefreshCw} label={text('common.refresh')} onClick={refreshAll} />
          <Menu
            align="end"
            trigger={<IconButton icon={Ellipsis} label={text('connections.more')} />}
            entries={[
              {
                label: text('connections.import'),
                icon: FileInput,
                onSelect: () => runCommand('connections.import'),
              },
              {
                label: text('connections.export'),
                icon: FileOutput,
                onSelect: () => runCommand('connections.export'),
              },
            ]}
          />
        </span>
      </header>
      <SearchBox
        label={text('explorer.search')}
        hint={text(hasPatterns ? 'explorer.searchHintKeys' : 'explorer.searchHint')}
        help={hasPatterns ? text('explorer.searchHelpKeys') : undefined}
        value={search}
        onChange={setSearch}
      />
      {error && !profiles ? (
        <div className={styles.message}>
          <Banner
            severity="error"
            actions={<Button onClick={loadProfiles}>{text('common.retry')}</Button>}
          >
            <ErrorText error={error} />
          </Banner>
        </div>
      ) : profiles === null ? (
        <div className={styles.message}>
          <Skeleton lines={4} />
        </div>
      ) : (
        <ExplorerTree />
      )}
      {profiles?.length === 0 && (
        <EmptyState
          title={text('explorer.emptyTitle')}
          actions={
            <Button variant="primary" onClick={openNew}>
              {text('explorer.emptyAction')}
            </Button>
          }
        >
          {text('explorer.emptyBody')}
        </EmptyState>
      )}
    </section>
  )
}

function ExplorerTree() {
  const text = useText()
  const profiles = useProfiles() ?? none
  const drivers = useDrivers()
  const { schemas, relations, routines, details, catalogs, items, branches, expanded } =
    useExplorer()
  const closedFolders = useClosedFolders()
  const search = useDeferredValue(useExplorer((state) => state.search))
  const connected = useConnected()
  const entriesOf = useRowMenu()
  useRowCommands(entriesOf)
  const rows = useMemo(() => {
    const data = { schemas, relations, routines, details, catalogs, items, branches }
    const idsOf = (isSuch: (driver: DriverInfo) => boolean) =>
      new Set(drivers.filter(isSuch).map(({ id }) => id))
    const treeDrivers = idsOf(({ explorer }) => explorer === 'tree')
    const patternDrivers = idsOf(({ capabilities }) => capabilities.searchesByPattern ?? false)
    const routineDrivers = idsOf(({ capabilities }) => capabilities.routines)
    const itemGroups = new Map(
      drivers.map(({ id, capabilities }) => [id, capabilities.schemaItems ?? []]),
    )
    const open = { data, expanded, closedFolders, connected }
    const sets = { treeDrivers, patternDrivers, routineDrivers, itemGroups }
    return treeRows({ profiles, ...sets, ...open, search, text })
  }, [
    profiles,
    drivers,
    schemas,
    relations,
    routines,
    details,
    catalogs,
    items,
    branches,
    expanded,
    closedFolders,
    connected,
    search,
    text,
  ])

  // A row that says “loading” is what asks for its data.
  useEffect(() => {
    const searches: LoadTarget[] = []
    for (const { node } of rows)
      if (node.kind === 'loading')
        if (node.target.kind === 'branch' && node.target.pattern) searches.push(node.target)
        else ensureLoaded(node.target)
    // A server is not asked for every letter of a word being typed.
    const timer = setTimeout(() => searches.forEach(ensureLoaded), SEARCH_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [rows])

  const toggle = ({ id, node, isExpanded }: TreeRow) =>
    node.kind === 'folder'
      ? setFolderOpen(node.path, isExpanded === false)
      : setExpanded(id, isExpanded === false)
  const activate = ({ node }: TreeRow) => {
    if (node.kind === 'failed') void load(node.target)
    if (node.kind === 'more') void load(node.target)
    if (node.kind === 'entry' && node.entry.canOpen) void openEntry(node.profileId, node.entry)
    if (node.kind === 'routine') void showRoutine(node)
    if (node.kind === 'item') void showItem(node)
    if (node.kind !== 'relation') return
    const { profileId, relation } = node
    void openRelation({ profileId, schema: relation.schema, name: relation.name })
  }
  const isSearching = search.trim() !== ''
  const words = useMemo(() => search.trim().split(/\s+/).filter(Boolean), [search])
  const hasMatch = rows.some(
    ({ node, level }) =>
      level > 1 || (node.kind === 'profile' && matchesProfile(node.profile, search)),
  )

  return (
    <>
      {isSearching && !hasMatch && profiles.length > 0 && (
        <p className={styles.hint} role="status">
          {rows.length === 0
            ? text('explorer.nothingOpen')
            : text('explorer.noMatch', { query: search })}
        </p>
      )}
      <Tree
        label={text('explorer.explorer')}
        rows={rows}
        view={search.trim()}
        renderRow={(row, detailId) => (
          <ExplorerRow
            row={row}
            detailId={detailId}
            words={words}
            onRetry={(target) => void load(target)}
          />
        )}
        onToggle={toggle}
        onActivate={activate}
        entriesOf={entriesOf}
        onDrop={move}
        onActive={noteSelectedRow}
      />
    </>
  )
}

function move({ dragged, over, part }: Drop): void {
  const [what, where] = [dragged.node, over.node]
  if (what.kind === 'folder') moveFolder(what.path, folderIn(outerOf(where), lastName(what.path)))
  else if (what.kind !== 'profile') return
  else if (where.kind === 'profile' && part !== 'into')
    moveConnection(what.profile.id, { beside: where.profile.id, side: part })
  else moveConnection(what.profile.id, { folder: outerOf(where) })
}

const outerOf = (node: TreeRow['node']): string =>
  node.kind === 'folder' ? node.path : node.kind === 'profile' ? node.profile.folder : ''
const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const folderIn = (outer: string, name: string): string => [outer, name].filter(Boolean).join('/')

/** The connections with open sessions; the same set for as long as these are. */
function useConnected(): ReadonlySet<string> {
  const ids = usePools()?.filter((pool) => pool.total > 0 && poolHealth(pool) !== 'closed') ?? []
  const key = JSON.stringify(ids.map(({ poolId }) => parsePoolId(poolId).profileId))
  return useMemo(() => new Set(JSON.parse(key) as string[]), [key])
}

const none: readonly Profile[] = []
