/** What pools, and the servers of a profile, say of themselves: decisions, health, refusals. */
export const pool: Readonly<Record<string, string>> = {
  // why a connection was opened, lent or closed
  'first use': '首次使用',
  'in {ms} ms': '用时 {ms} 毫秒',
  '+{count}: {why}': '+{count}：{why}',
  '{count} waiting': '{count} 个等待',
  'fewer than the {target} to keep open': '少于应保持打开的 {target} 个',
  'resting after a failed attempt': '尝试失败后暂停',
  'max was lowered': '最大值已降低',
  'session lost': '会话已断开',
  'left in a transaction': '归还时事务未结束',
  'left with changed settings': '归还时会话设置已改变',
  '{reason}; reset failed: {failure}': '{reason}；重置失败：{failure}',
  'still so': '仍未恢复',
  'ping failed: {failure}': 'ping 失败：{failure}',
  'idle for longer than one that does not answer': '空闲时间比一个没有应答的连接更长',
  'scaled down: {reason}': '缩容：{reason}',
  '{total} open, above max {max}': '已打开 {total} 个，超过最大值 {max}',
  'open for {age} s, lifetime {lifetime} s': '已打开 {age} 秒，最长寿命 {lifetime} 秒',
  'idle for {idle} s, min {min}': '已空闲 {idle} 秒，最小值 {min}',
  'idle for {idle} s, target {target}': '已空闲 {idle} 秒，目标 {target}',
  'evicted on request': '按要求逐出',
  'killed on request': '按要求终止',
  'The connection was killed on request.': '该连接已按要求终止。',
  'The connection was {reason}.': '该连接已被终止：{reason}。',
  'cut: the pool closes and its deadline has passed': '强制断开：连接池正在关闭，且期限已过',
  'the pool closes': '连接池正在关闭',
  'The pool is closed': '连接池已关闭',
  'The pool was closed before the statement had ended.': '语句结束之前，连接池已关闭。',
  'No goodbye within {ms} ms': '{ms} 毫秒内没有完成告别',
  // load, leaks, clocks
  '{busy} of {total} busy, over {percent} % for {seconds} s: {before} → {next}':
    '{seconds} 秒内平均 {busy}/{total} 个繁忙，高于 {percent} %：{before} → {next}',
  '{busy} of {total} busy, under {percent} % for {seconds} s: {before} → {next}':
    '{seconds} 秒内平均 {busy}/{total} 个繁忙，低于 {percent} %：{before} → {next}',
  '“{label}” has held it for {held} ms, above {threshold} ms':
    '“{label}”已占用 {held} 毫秒，超过 {threshold} 毫秒',
  '“{label}” gave it back after {held} ms': '“{label}”占用 {held} 毫秒后归还',
  '“{label}” asks for a connection while “{outer}” holds one for it, and {active} of {max} are in use. Do both on one lease, or raise max.':
    '“{outer}”占用一个连接的同时，“{label}”又请求一个，且已使用 {active}/{max} 个。请在同一个连接上完成两者，或提高最大值。',
  'the clock leapt by {ms} ms, as after a sleep of the computer':
    '时钟跳变 {ms} 毫秒，计算机可能休眠过',
  'the program stood still for {ms} ms, as in a sleep of the computer':
    '程序停顿 {ms} 毫秒，计算机可能休眠过',
  'the computer woke up': '计算机已唤醒',
  // reaching the server
  'Not tried again until it is asked for.': '在再次请求之前不再尝试。',
  'Next attempt in {ms} ms.': '{ms} 毫秒后再次尝试。',
  '{reason}. Next attempt in {ms} ms': '{reason}。{ms} 毫秒后再次尝试',
  'the server answers': '服务器有应答',
  '{count} attempts failed within {ms} ms': '{ms} 毫秒内 {count} 次尝试失败',
  'no more connections can be opened: {message}': '无法再打开连接：{message}',
  '{count} lost within a minute': '一分钟内断开 {count} 个',
  '{count} waited in vain within a minute': '一分钟内 {count} 个请求没有等到连接',
  'None of the {total} open connections has answered since.':
    '此后已打开的 {total} 个连接都没有应答。',
  'no connection was opened yet': '尚未打开过连接',
  '{total} open': '已打开 {total} 个',
  'the server let the last one in': '服务器接受了最近一次连接',
  // on request, and the end
  'on request; {active} in use, {waiting} waiting': '按要求；{active} 个使用中，{waiting} 个等待',
  'on request; {waiting} waiting': '按要求；{waiting} 个等待',
  '{active} in use, {waiting} waiting, deadline {ms} ms':
    '{active} 个使用中，{waiting} 个等待，期限 {ms} 毫秒',
  '{why}; {active} in use, {waiting} waiting, deadline {ms} ms':
    '{why}；{active} 个使用中，{waiting} 个等待，期限 {ms} 毫秒',
  'deadline passed, {count} cut': '期限已过，强制断开 {count} 个',
  'all connections are back': '所有连接均已归还',
  drained: '已排空',
  '{why}; {count} statements, {failed} failed': '{why}；{count} 条语句，{failed} 条失败',
  '{why}; {count} statements, {failed} failed ({codes})':
    '{why}；{count} 条语句，{failed} 条失败（{codes}）',
  'the connection leads elsewhere now': '连接设置已指向别处',
  'makes room: {count} pools are open': '腾出位置：已打开 {count} 个连接池',
  'unused for {ms} ms': '已有 {ms} 毫秒未使用',
  'unused for {ms} ms and out of reach: {reason}': '已有 {ms} 毫秒未使用且无法连接：{reason}',
  'no setting changed': '没有设置改变',
  // refusals
  'No connection to “{name}” within {ms} ms ({active} of {max} active, {waiting} waiting). {advice}':
    '在 {ms} 毫秒内没有得到“{name}”的连接（{active}/{max} 个活动，{waiting} 个等待）。{advice}',
  'The pool is suspended. Resume it in the pool monitor.': '连接池已挂起，请在连接池监控中恢复。',
  '“{label}” holds one while it asks for another: do both on one lease, or raise max.':
    '“{label}”占用一个连接的同时又请求另一个：请在同一个连接上完成两者，或提高最大值。',
  'Raise max, or look for a held lease.': '请提高最大值，或查找一直占用的连接。',
  'Connecting fails: {message}': '连接失败：{message}',
  'Opening its file takes longer. Raise acquireTimeoutMs, or end the program that holds a lock on it.':
    '打开文件的时间更长。请提高获取连接的超时，或结束锁定该文件的程序。',
  'The server takes longer to accept one. Raise acquireTimeoutMs, or look at the network.':
    '服务器接受连接的时间更长。请提高获取连接的超时，或检查网络。',
  'Raise acquireTimeoutMs.': '请提高获取连接的超时。',
  'The pool of “{name}” is closed. Run again to open a new one.':
    '“{name}”的连接池已关闭。重新运行即可打开新的连接池。',
  '“{name}” cannot be reached: {count} attempts in a row failed. Run again in {ms} ms, when it is tried next. Connecting fails: {message}':
    '无法连接“{name}”：已连续 {count} 次失败。{ms} 毫秒后会再次尝试，届时请重新运行。连接失败：{message}',
  '“{name}” cannot be reached: {count} attempts in a row failed. It is being tried now: run again in a moment. Connecting fails: {message}':
    '无法连接“{name}”：已连续 {count} 次失败。现在正在尝试，请稍后重新运行。连接失败：{message}',
  'Gave up waiting for a connection to “{name}” after {ms} ms.':
    '等待“{name}”的连接 {ms} 毫秒后放弃。',
  'The wait for a connection to “{name}” was cancelled after {ms} ms.':
    '等待“{name}”的连接 {ms} 毫秒后被取消。',
  '“{name}” did not open within {ms} ms. Another program may hold a lock on its file, or its disk is slow: end that program, or raise the connect timeout.':
    '“{name}”在 {ms} 毫秒内没有打开。可能有其他程序锁定了该文件，或磁盘太慢：请结束那个程序，或延长连接超时。',
  '“{name}” did not accept a connection within {ms} ms. Check the host and port, and that no firewall drops the traffic, or raise the connect timeout.':
    '“{name}”在 {ms} 毫秒内没有接受连接。请检查主机和端口，以及防火墙是否丢弃了数据包，或延长连接超时。',
  'A connection to “{name}” did not answer a {what} within {ms} ms.':
    '“{name}”的一个连接在 {ms} 毫秒内没有应答{what}。',
  '{count} pools are open and in use, which is the limit. Wait for a query to end, or delete a connection that is not needed.':
    '已打开并使用 {count} 个连接池，达到上限。请等待查询结束，或删除不需要的连接。',
  'Cancelled in the pool monitor.': '已在连接池监控中取消。',
  'The pool is suspended.': '连接池已挂起。',
  'All connections are in use.': '所有连接都在使用中。',
  // the servers of a profile
  'Server check': '服务器检查',
  'not asked yet': '尚未询问',
  'The servers are looked after no more.': '不再监视这些服务器。',
  '“{name}” can only be read: {reason}. The statement was not run. Bring the primary back, promote a standby, or mark a statement that only reads with /* sluice: replica */.':
    '“{name}”目前只能读取：{reason}。语句没有运行。请恢复主服务器、提升备用服务器，或用 /* sluice: replica */ 标记只读取的语句。',
  'It did not answer within {ms} ms.': '它在 {ms} 毫秒内没有应答。',
  'it takes writes in history {step}, and another server has taken over with {newest}: what is written here is not there. Make it a standby of that one.':
    '它在历史 {step} 中接受写入，而另一台服务器已以 {newest} 接管：写入此处的内容那里没有。请将它设为那台服务器的备用。',
  'takes writes': '接受写入',
  'can be read': '可以读取',
  '“{name}” takes writes': '“{name}”接受写入',
  '“{name}” is back for {ms} of {needed} ms': '“{name}”已恢复 {ms} 毫秒（需要 {needed} 毫秒）',
  '“{name}” has been back for {ms} ms': '“{name}”已恢复 {ms} 毫秒',
  '“{name}”: {reason}': '“{name}”：{reason}',
  'none was known to take writes': '没有已知接受写入的服务器',
  'a comment asks for the primary': '注释要求使用主服务器',
  'a comment asks for a replica': '注释要求使用副本',
  'a write ran {ms} ms ago, and reads must see it': '{ms} 毫秒前有写入，读取必须看到它',
  'reads are shared': '读取由多台服务器分担',
  'no replica answers': '没有副本应答',
  'it takes the writes, too': '它也接受写入',
  'no server takes writes; this one can be read': '没有服务器接受写入；这台可以读取',
  'it takes the writes': '它接受写入',
  'no server takes writes now; {names} answer, for reading only':
    '目前没有服务器接受写入；{names} 有应答，但只能读取',
  'no server takes writes now; {names} answers, for reading only':
    '目前没有服务器接受写入；{names} 有应答，但只能读取',
  'no server is known to answer': '没有已知会应答的服务器',
  '{why}; {index} of {count}': '{why}；第 {index} 台，共 {count} 台',
}
