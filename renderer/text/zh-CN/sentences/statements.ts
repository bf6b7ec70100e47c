/** What is said of statements, transactions, plans and commands that were not run, or ended early. */
export const statements: Readonly<Record<string, string>> = {
  'The statement was cancelled': '语句已取消',
  'The statement was cancelled{doubt}': '语句已取消{doubt}',
  'The command was cancelled': '命令已取消',
  'Cancelled before it began.': '开始之前已取消。',
  'Cancelled.': '已取消。',
  'Cancelled by you.': '已由您取消。',
  'The request was given up.': '已放弃请求。',
  'The request was given up by who asked for it.': '请求已由发起者放弃。',
  'The window that asked is gone.': '发起请求的窗口已关闭。',
  'Sluice is ending.': 'Sluice 正在退出。',
  'Given up while the server was asked': '在询问服务器时放弃',
  'The server ended the session: {reason}. What was not committed is undone; run it again.':
    '服务器结束了会话：{reason}。未提交的内容已撤销，请重新运行。',
  'The server ended the session: {reason}. Run it again.':
    '服务器结束了会话：{reason}。请重新运行。',
  'The statement took longer than {ms} ms, the limit of its connection, and was stopped.':
    '语句超过了连接设置允许的 {ms} 毫秒，已被停止。',
  'The statement took longer than the {ms} ms that the connection allows, and was stopped.':
    '语句超过了连接设置允许的 {ms} 毫秒，已被停止。',
  'The statement took longer than the {ms} ms that the connection allows, and was stopped{doubt}.':
    '语句超过了连接设置允许的 {ms} 毫秒，已被停止{doubt}。',
  'The command took longer than the {ms} ms that the connection allows, and was stopped.':
    '命令超过了连接设置允许的 {ms} 毫秒，已被停止。',
  'Stopped after the connection’s statement timeout of {ms} ms.{how}':
    '超过连接设置的语句超时 {ms} 毫秒，已停止。{how}',
  // reading only
  '{message}. The connection is read-only; to change data, use one that is not.':
    '{message}。此连接为只读；要更改数据，请使用非只读的连接。',
  '“{what}” is refused: the connection is read-only. To change data or to call procedures, use one that is not.':
    '拒绝运行“{what}”：此连接为只读。要更改数据或调用存储过程，请使用非只读的连接。',
  '{name} was not run: the connection is read-only, and it is not among the commands that only read.':
    '{name} 没有运行：此连接为只读，而它不是只读取的命令。',
  'The statement was not run: the connection is read-only, and it may write.':
    '语句没有运行：此连接为只读，而它可能写入。',
  'Nothing was written to “{table}”: the connection is read-only. Use one that is not.':
    '没有写入“{table}”：此连接为只读。请使用非只读的连接。',
  'Nothing was written: the connection is read-only.': '没有写入：此连接为只读。',
  'The connection is read-only; “{table}” is as it was.': '此连接为只读；“{table}”没有改变。',
  'COPY runs a program on the server, which the connection does not allow: it is read-only.':
    'COPY 会在服务器上运行程序，此连接不允许：它为只读。',
  'COPY writes a file on the server, which the connection does not allow: it is read-only.':
    'COPY 会在服务器上写入文件，此连接不允许：它为只读。',
  'Counting took longer than {seconds} s and was given up.': '统计超过 {seconds} 秒，已放弃。',
  'Rows are not counted inside of an open transaction of this database: a count that fails could end it.':
    '此数据库不在打开的事务中统计行数：统计失败可能会结束该事务。',
  'Rows are not counted on the connection that the tab keeps: a count that takes too long would end it.':
    '不在标签页保留的连接上统计行数：统计时间过长会结束该连接。',
  'These rows cannot be counted by reading alone.': '仅靠读取无法统计这些行。',
  'A statement still runs on the connection that this tab keeps. Wait for it or cancel it.':
    '此标签页保留的连接上仍有语句在运行。请等待或取消。',
  // transactions
  'A statement of this transaction failed, so it cannot be committed. Roll it back.':
    '此事务中有语句失败，无法提交。请回滚。',
  'The transaction has no savepoint “{name}”.': '事务没有保存点“{name}”。',
  'A statement of the transaction “{label}” still runs. Wait for it or cancel it.':
    '事务“{label}”中仍有语句在运行。请等待或取消。',
  'This database has no savepoints.': '此数据库没有保存点。',
  'The transaction of “{label}” has ended. Begin another.': '“{label}”的事务已结束。请重新开始。',
  'The transaction has ended. Begin another.': '事务已结束。请重新开始。',
  'Transaction {id} is open already.': '事务 {id} 已打开。',
  '{product} has no transactions.': '{product} 没有事务。',
  '{product} has no isolation level “{isolation}”.': '{product} 没有隔离级别“{isolation}”。',
  'The transaction was still open when the run ended, and is rolled back. Run begin and commit together.':
    '运行结束时事务仍未结束，已回滚。请将 begin 和 commit 一起运行。',
  // plans and parameters
  '{label} tells no plans.': '{label} 不提供执行计划。',
  '{label} does not count a whole {database}.': '{label} 不统计整个 {database}。',
  '{label} does not measure its plans.': '{label} 不测量执行计划。',
  'Measuring would change the open transaction. Commit it or roll it back, then ask again.':
    '测量会改变未结束的事务。请先提交或回滚，然后重试。',
  'SQL Server plans statements with parameters only as it runs them. Choose Explain analyze, or write the values into the statement.':
    'SQL Server 只在运行时为带参数的语句生成计划。请选择“解释并测量”，或将值写入语句。',
  'This database takes no parameters. Write the values into the statement.':
    '此数据库不支持参数。请将值写入语句。',
  'The parameter “{name}” has no value. Give one.': '参数“{name}”没有值。请填写。',
  'The value of the parameter “{name}” is no {type}. Mend it, or choose another type.':
    '参数“{name}”的值不是{type}。请修正，或选择其他类型。',
  'InfluxDB binds text, numbers and booleans only.': 'InfluxDB 只能绑定文本、数字和布尔值。',
  "Parameter {index} has half a surrogate pair, which SQLite's text cannot hold.":
    '参数 {index} 含有半个代理对，SQLite 的文本无法保存。',
  'The run “{id}” is under way already. Give each run an id of its own.':
    '运行“{id}”已在进行中。请为每次运行使用不同的编号。',
  'No earlier answer to this statement is kept.': '没有保存此语句先前的结果。',
  '{count} more messages are not shown.': '另有 {count} 条消息未显示。',
  // SQLite
  'Another connection holds a lock. Try again, or raise the busy timeout.':
    '另一个连接持有锁。请重试，或延长忙等待超时。',
  'Another connection wrote since this transaction began to read. Roll back and begin anew.':
    '此事务开始读取后，另一个连接写入了数据。请回滚后重新开始。',
  'The file is damaged. Run “pragma integrity_check”, or restore a copy.':
    '文件已损坏。请运行“pragma integrity_check”，或恢复备份。',
  'Free some space and run the statement again.': '请释放空间后重新运行语句。',
  'The disk or network drive of the file could not be read or written.':
    '无法读取或写入文件所在的磁盘或网络驱动器。',
  'Another statement on this connection still uses the table.':
    '此连接上的另一条语句仍在使用该表。',
  'The file is not an SQLite database, or it is encrypted.': '文件不是 SQLite 数据库，或已加密。',
  'The connection or the file is read-only.': '连接或文件为只读。',
  'There is more than one statement in the text. Run them one by one.':
    '文本中有多条语句。请逐条运行。',
  'The placeholders of the statement (?, ?1, :name …) do not match the {count} values given for them.':
    '语句的占位符（?、?1、:name …）与给出的 {count} 个值不符。',
  'The SQLite process of “{name}” ended ({reason}). What was not committed is rolled back. Run the statement again.':
    '“{name}”的 SQLite 进程已结束（{reason}）。未提交的内容已回滚，请重新运行语句。',
  'Text of column “{name}” shows U+FFFD, which stands for bytes that are not valid UTF-8 (or was stored itself). cast(… as blob) shows the bytes as they are.':
    '列“{name}”的文本中出现 U+FFFD，代表无效的 UTF-8 字节（或本来就存储了它）。cast(… as blob) 可显示原始字节。',
  'COPY … FROM STDIN needs a file to read. Import it instead.':
    'COPY … FROM STDIN 需要读取文件。请使用导入。',
  'COPY … TO STDOUT gives no rows to show. Run its query and export the result.':
    'COPY … TO STDOUT 没有可显示的行。请运行其查询并导出结果。',
  // Redis
  '{name} cannot be run here. {reason}': '此处不能运行 {name}。{reason}',
  'The user of a session is that of the connection; change it there.':
    '会话的用户即连接设置中的用户，请在那里修改。',
  'Without replies nothing could be shown.': '没有应答就无法显示任何内容。',
  'Sluice speaks RESP3 with the server, as the connection’s user.':
    'Sluice 以连接设置中的用户身份用 RESP3 与服务器通信。',
  'It never ends, and the replies after it cannot be told apart.':
    '它永不结束，之后的应答也无法区分。',
  'Messages of channels cannot be shown.': '无法显示频道的消息。',
  'The session would become that of a replica.': '会话会变成副本的会话。',
  'Sessions are closed by the pool.': '会话由连接池关闭。',
  'Sessions are reset by the pool.': '会话由连接池重置。',
  'That was all.': '已全部返回。',
  'The next cursor is {cursor}.': '下一个游标是 {cursor}。',
  'There is no value for ${place}, and Redis has no NULL. Give {count} values or more.':
    '${place} 没有值，而 Redis 没有 NULL。请给出至少 {count} 个值。',
  'The quote {quote} is not closed on its line.': '引号 {quote} 在该行没有闭合。',
  'Only a key can be opened, not a folder of keys.': '只能打开键，不能打开键的文件夹。',
  'Only a key can be changed, not a folder of keys.': '只能更改键，不能更改键的文件夹。',
  'The key {key} is not there any more. Refresh the tree.': '键 {key} 已不存在。请刷新树。',
  'There is no key {key} in database {database} any more.': '数据库 {database} 中已没有键 {key}。',
  'Redis has keys and no tables. Browse them instead.': 'Redis 只有键，没有表。请浏览键。',
  // objects
  'There is no {what} “{name}” in “{schema}”.': '“{schema}”中没有{what}“{name}”。',
  'There is no measurement “{name}” in “{database}”.': '“{database}”中没有测量“{name}”。',
  'Only a measurement can be opened.': '只能打开测量。',
  'Measurements are made by writing to them, not by a statement.':
    '测量通过写入数据产生，而不是通过语句。',
  'The server did not finish its answer: {message}. Run it again.':
    '服务器的应答不完整：{message}。请重新运行。',
  '{label} has no keys whose lifetime can be set.': '{label} 没有可设置有效期的键。',
  '“{name}” is not the name of a table.': '“{name}”不是表名。',
  '{label} has tables, and no tree to browse.': '{label} 有表，没有可浏览的树。',
  '{label} has no statement to {action} a {kind}.': '{label} 没有{action}{kind}的语句。',
  'A placeholder has the type of what stands beside it. Write another behind it, such as :n::numeric.':
    '占位符的类型取自它旁边的内容。请在其后写明其他类型，例如 :n::numeric。',
  '{label} has no schemas with tables.': '{label} 没有含表的模式。',
  'There is no script from {left} to {right}: their statements differ. Compare only.':
    '无法生成从 {left} 到 {right} 的脚本：两者的语句不同。只能比较。',
  'There is no “{table}”. Name it as SCHEMA.NAME.': '没有“{table}”。请以 SCHEMA.NAME 的形式指明。',
  'There is nothing whose name is or holds “{name}”.': '没有名称为或包含“{name}”的对象。',
  '{label} has no rows to look for by SQL.': '{label} 没有可用 SQL 查找的行。',
  // edits
  'The rows of this result cannot be changed.': '不能更改此结果的行。',
  'Row {row} is to be changed; the result has {count} rows.':
    '要更改第 {row} 行，而结果只有 {count} 行。',
  'These changes are no longer kept.': '这些更改已不再保存。',
  'Column {column} cannot be changed.': '不能更改第 {column} 列。',
  'This is no value of the type {type} of “{name}”.': '这不是“{name}”的类型 {type} 的值。',
  // what a script of changes warns of
  'Dangerous: drops the table with all of its rows.': '危险：删除该表及其所有行。',
  'Dangerous: drops the column with all of its values.': '危险：删除该列及其所有值。',
  'Dangerous: drops the view.': '危险：删除该视图。',
  'Dangerous: drops the routine.': '危险：删除该例程。',
  'Dangerous: drops the {kind}.': '危险：删除该{kind}。',
  'The foreign table {name} has to be made by hand.': '外部表 {name} 需手动创建。',
  'Look at this one: it names the schema “{schema}”, which stays as it is written.':
    '请检查此项：其中写明的架构“{schema}”保持原样。',
  '“{options}” of {name} has to be changed by hand.': '{name} 的“{options}”需手动更改。',
  'Its DEFERRABLE and ON CONFLICT are not kept: add them.':
    '其 DEFERRABLE 和 ON CONFLICT 不会保留，请自行添加。',
  'Fails where the table has rows: it has no value for them.': '表中有行时会失败：没有可用的值。',
  'Only the points of a measurement can be counted.': '只能统计一个 measurement 的数据点数。',
  'No database is chosen. Name one in the connection’s settings, or before the measurement: database..measurement.':
    '没有选择数据库。请在连接设置中填写，或写在 measurement 之前：database..measurement。',
}
