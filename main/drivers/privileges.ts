import type { ModelPrivilege } from '../../contract/schemaModel.ts'

/** What one statement gives or takes. */
export type PrivilegeGroup = Pick<ModelPrivilege, 'isTaken' | 'grantee' | 'isGrantable'> & {
  /** Such as `SELECT, UPDATE (price)`. */
  readonly names: string
}

/** One group a grantee, what is taken and what is given apart. */
export function groupPrivileges(privileges: readonly ModelPrivilege[]): PrivilegeGroup[] {
  const groups = Map.groupBy(privileges, ({ isTaken, grantee, isGrantable }) =>
    JSON.stringify([isTaken, grantee, isGrantable]),
  )
  return [...groups.values()].map((members) => ({
    ...members[0]!,
    names: members
      .map(({ name, column }) => (column === null ? name : `${name} (${column})`))
      .join(', '),
  }))
}

export type AccessChange = {
  /** Comes first: to take a privilege of a table takes that of its columns as well. */
  readonly revoked: readonly ModelPrivilege[]
  readonly granted: readonly ModelPrivilege[]
}

/**
 * What has to be revoked and granted to get from one list of deviations to the other. `newOwner`, as a
 * statement writes it, has become the owner before, and what it was granted is its own now.
 */
export function changePrivileges(
  from: readonly ModelPrivilege[],
  to: readonly ModelPrivilege[],
  newOwner: string | null,
): AccessChange {
  const without = (list: readonly ModelPrivilege[], other: readonly ModelPrivilege[]) => {
    const known = new Set(other.map(keyOf))
    return list.filter((each) => !known.has(keyOf(each)))
  }
  const [onlyFrom, onlyTo] = [without(from, to), without(to, from)]
  const revoked = [
    ...onlyFrom.filter(({ isTaken, grantee }) => !isTaken && grantee !== newOwner),
    ...onlyTo.filter(({ isTaken }) => isTaken),
  ]
  const wasTaken = ({ name, column, grantee }: ModelPrivilege): boolean =>
    column !== null &&
    revoked.some((each) => each.column === null && each.name === name && each.grantee === grantee)
  const granted = [
    ...to.filter((each) => !each.isTaken && (onlyTo.includes(each) || wasTaken(each))),
    ...onlyFrom.filter(({ isTaken }) => isTaken),
  ]
  return { revoked, granted }
}

const keyOf = ({ isTaken, name, column, grantee, isGrantable }: ModelPrivilege): string =>
  JSON.stringify([isTaken, name, column, grantee, isGrantable])
