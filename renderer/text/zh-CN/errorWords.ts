import type { ErrorWords } from '../words.ts'

/** What happened, by the error's code. */
export const errorWords: ErrorWords = {
  'connection-refused': {
    whole: ['{host}:{port} 没有应答。请检查端口，以及服务器是否正在运行并接受来自此处的连接。'],
    other: ['服务器拒绝连接。请检查主机和端口，以及服务器是否正在运行。'],
  },
  'connection-lost': {
    other: ['与 {host}:{port} 的连接被断开。', '与服务器的连接已断开。请重新运行。'],
  },
  'connect-timeout': {
    whole: [
      '“{openedFile}”在 {limitMs} 毫秒内没有打开。可能有其他程序锁定了该文件，或磁盘太慢：请结束那个程序，或延长连接超时。',
      '{host}:{port} 没有应答。请检查主机、端口和防火墙。',
    ],
    other: [
      '在 {timeoutMs} 毫秒内没有建立连接。请检查主机、端口和防火墙，或延长连接超时。',
      '在 {limitMs} 毫秒内没有建立连接。请检查主机、端口和防火墙，或延长连接超时。',
      '连接超时。请检查主机、端口和防火墙，或延长连接超时。',
    ],
  },
  'host-not-found': {
    whole: ['没有名为“{host}”的主机。请检查主机名，以及其网络是否可达。'],
    other: ['找不到主机。请检查主机名，以及其网络是否可达。'],
  },
  'authentication-failed': { other: ['登录被拒绝。请检查用户名和密码。'] },
  'database-not-found': { other: ['服务器上没有这个数据库。请检查数据库名称。'] },
  'host-key-unknown': {
    whole: [
      '首次连接 SSH 服务器 {host}:{port}。其密钥为 {keyType} {fingerprint}。请与管理员提供的指纹核对，一致后再信任。',
    ],
    other: ['首次连接此 SSH 服务器，请核对其密钥。'],
  },
  'host-key-changed': {
    whole: [
      'SSH 服务器 {host}:{port} 的密钥与先前不同：现为 {keyType} {fingerprint}，先前信任的是 {knownFingerprint}。可能有人居中拦截。请询问管理员；如果服务器确实重新安装，请清除旧密钥后核对新密钥。',
    ],
    other: ['SSH 服务器的密钥已变化，可能有人居中拦截。'],
  },
  'tls-failed': { other: ['TLS 连接未能建立。请检查 TLS 设置和证书。'] },
  'server-busy': { other: ['服务器正忙，请稍后重试。'] },
  'acquire-timeout': {
    other: [
      '在 {waitedMs} 毫秒内没有得到“{name}”的连接（{active}/{max} 个活动，{waiting} 个等待）。请提高上限，或查找一直占用的连接。',
      '在规定时间内没有得到连接。请提高连接池上限，或查找一直占用的连接。',
    ],
  },
  'pool-closed': { other: ['连接池已关闭。请重新运行以打开新的连接池。'] },
  'breaker-open': {
    other: [
      '已连续 {failureCount} 次无法连接，熔断器已打开；{retryInMs} 毫秒后再次尝试。',
      '多次无法连接，熔断器已打开。',
    ],
  },
  'syntax-error': { other: ['语句有语法错误：'] },
  'constraint-violation': { other: ['数据违反了约束：'] },
  'permission-denied': { other: ['没有权限：'] },
  'secrets-locked': { other: ['密码已锁定，请先解锁。'] },
  'read-only': { other: ['未执行：此连接为只读。'] },
  'statement-cancelled': { other: ['语句已取消。'] },
  'statement-timeout': {
    whole: ['语句超过了配置允许的 {timeoutMs} 毫秒，已被停止。'],
    other: ['语句超时，已被停止。'],
  },
  'transaction-conflict': { other: ['事务冲突：'] },
  'server-error': { other: ['服务器报告错误：'] },
  'object-not-found': { other: ['没有这个对象：'] },
  unsupported: { other: ['不支持此操作：'] },
  'result-closed': { other: ['该结果已关闭，请重新运行语句。'] },
  'too-large': { other: ['数据过大：'] },
  'disk-full': { other: ['磁盘已满，请释放空间后重试。'] },
  'file-failed': { other: ['文件无法读取或写入：'] },
  'invalid-request': { other: ['请求无法执行：'] },
  'invalid-url': { other: ['连接 URL 无效：'] },
  'invalid-profile': { other: ['连接设置有误：'] },
  'not-found': { other: ['未找到：'] },
  'process-died': { other: ['执行该工作的进程意外结束。请重试。'] },
  aborted: { other: ['已放弃。'] },
  unauthorized: { other: ['此窗口没有访问权限。请重新打开 Sluice 给出的地址。'] },
  internal: { other: ['Sluice 内部出错：'] },
}
