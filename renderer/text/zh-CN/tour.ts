export const tour = {
  title: '导览',
  step: '第 {step} 步，共 {steps} 步',
  connections: '连接都在资源管理器中',
  connectionsBody: '打开“Sample”即可四处看看，或点击“新建连接”并粘贴 postgres://… 这样的 URL。',
  statements: '上方编写语句，下方查看结果',
  statementsBody: '{run} 运行光标处的语句。{palette} 可按名称找到其他一切功能。',
  pool: '连接池始终可见',
  poolBody:
    '状态栏显示正在使用的连接数。点击它或按 {monitor} 打开监视器：谁在等待、等待什么，以及可以怎么做。',
  skip: '跳过导览',
  back: '上一步',
  next: '下一步',
  done: '完成',
  show: '显示导览',
}
