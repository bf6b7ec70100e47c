export const layout = {
  category: 'Layout',
  moveLeft: 'Move {name} to the left',
  moveRight: 'Move {name} to the right',
  moveBottom: 'Move {name} to the bottom',
  moveToTabs: 'Move {name} to the tabs',
  resultsBeside: 'Show results beside the editor',
  resultsBelow: 'Show results below the editor',
  reset: 'Reset the layout',
  hide: 'Hide {name}',
  resizeLeft: 'Width of the left panel',
  resizeRight: 'Width of the right panel',
  resizeBottom: 'Height of the bottom panel',
} as const
