import { Activity, Boxes, Database, Feather, Server, type LucideIcon } from 'lucide-react'
import type { DriverIcon as Name } from '../../contract/drivers.ts'

const ICONS: Record<Name, LucideIcon> = {
  database: Database,
  server: Server,
  feather: Feather,
  boxes: Boxes,
  activity: Activity,
}

/** What a database is known by beside its name. */
export function DriverIcon({ icon }: { icon: Name | undefined }) {
  const name = icon ?? 'database'
  const Icon = ICONS[name]
  return <Icon size={16} aria-hidden data-driver-icon={name} />
}
