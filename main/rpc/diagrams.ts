import type { Handlers } from '../../contract/contract.ts'
import type { diagramCalls } from '../../contract/diagrams.ts'
import type { DiagramStore } from '../workspace/DiagramStore.ts'

export const diagramHandlers = (diagrams: DiagramStore): Handlers<typeof diagramCalls> => ({
  'diagrams.positions': (place) => diagrams.positions(place),
  'diagrams.savePositions': ({ positions, ...place }) => diagrams.save(place, positions),
})
