export const layout = {
  category: '布局',
  moveLeft: '将“{name}”移到左侧',
  moveRight: '将“{name}”移到右侧',
  moveBottom: '将“{name}”移到底部',
  moveToTabs: '将“{name}”移到标签页',
  resultsBeside: '在编辑器旁显示结果',
  resultsBelow: '在编辑器下方显示结果',
  reset: '重置布局',
  hide: '隐藏“{name}”',
  resizeLeft: '左侧面板宽度',
  resizeRight: '右侧面板宽度',
  resizeBottom: '底部面板高度',
}
