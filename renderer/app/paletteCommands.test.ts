import { beforeEach, expect, test } from 'vitest'
import { type Command, useCommands } from './commands.ts'
import { paletteCommands } from './paletteCommands.ts'

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  category: 'View',
  run: () => {},
  ...more,
})
const byId = (...commands: Command[]) => new Map(commands.map((each) => [each.id, each]))
const listed = (offered: ReadonlyMap<string, Command>, known = offered) =>
  paletteCommands(offered, known).map(
    ({ id, isMissing }) => `${id}${isMissing ? ' (missing)' : ''}`,
  )

beforeEach(() => useCommands.setState({ commands: new Map(), known: new Map() }))

test('what cannot be run now is listed last if it says what it needs, else not at all', () => {
  const offered = byId(
    command('draw', { isEnabled: () => false, needs: 'a database with tables' }),
    command('hide', { isEnabled: () => false }),
    command('open'),
  )
  expect(listed(offered)).toEqual(['open', 'draw (missing)'])
})

test('what an editor offers is listed while none is in front', () => {
  const known = byId(command('open'), command('run', { needs: 'an editor' }), command('gone'))
  expect(listed(byId(command('open')), known)).toEqual(['open', 'run (missing)'])
})

test('what is named after the selection stands behind the rest', () => {
  const now = () => ({ title: 'Delete “orders”', category: 'Explorer' })
  const [first, second] = paletteCommands(byId(command('delete', { now }), command('open')), byId())
  expect([first?.id, second?.title]).toEqual(['open', 'Delete “orders”'])
})

test('commands whose place is not on screen are known in the language of now', () => {
  const { register, know } = useCommands.getState()
  const leave = register([command('run', { title: 'Run' })])
  leave()
  know([command('run', { title: '运行' }), command('save', { title: '保存' })])
  expect([...useCommands.getState().known.values()].map(({ title }) => title)).toEqual([
    '运行',
    '保存',
  ])
})

test('a command that is offered is not replaced by one that only stands in for it', () => {
  const { register, know } = useCommands.getState()
  register([command('run', { title: 'Run' })])
  know([command('run', { title: 'Stand-in' })])
  expect(useCommands.getState().known.get('run')?.title).toBe('Run')
})
