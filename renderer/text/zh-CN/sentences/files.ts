/** What is said of stored results, exports, imports and files. */
export const files: Readonly<Record<string, string>> = {
  // stored results
  'This result was closed. Run the statement again.': '该结果已关闭，请重新运行语句。',
  'This is a view. Ask for the result it is of.': '这是一个视图。请使用它所属的结果。',
  'Only stored results and their views are searched.': '只能搜索已存储的结果及其视图。',
  'Column {column} was asked for; the result has {count}, counted from 0.':
    '请求了第 {column} 列，而结果有 {count} 列（从 0 开始）。',
  'Row {row} was asked for; the view has {count} rows.': '请求了第 {row} 行，而视图有 {count} 行。',
  'Row {row} was asked for; the result has {count} rows so far.':
    '请求了第 {row} 行，而结果目前有 {count} 行。',
  'A window of {count} rows was asked for; the limit is {limit}.':
    '请求了 {count} 行的窗口，上限为 {limit} 行。',
  'The columns asked for take {size} MiB, and at most {limit} MiB are worked on at once. Take fewer columns, filter in the statement, or let the database do it.':
    '所需的列占 {size} MiB，而一次最多处理 {limit} MiB。请减少列、在语句中筛选，或让数据库完成。',
  'Two results are named “{name}”. Give each a name of its own.':
    '有两个结果都名为“{name}”。请使用不同的名称。',
  'The thread that works on results ended in the middle of it ({reason}). Try again.':
    '处理结果的线程中途结束（{reason}）。请重试。',
  'The work on the result was given up.': '已放弃对结果的处理。',
  'Sluice is closing; no more work is done on results.': 'Sluice 正在关闭，不再处理结果。',
  '“{name}” needs a column.': '“{name}”需要一列。',
  'No {name} of “{title}” ({type}): its values are no numbers. Cast the column in the statement, for example to numeric.':
    '无法计算“{title}”（{type}）的 {name}：其值不是数字。请在语句中转换该列，例如转换为 numeric。',
  '“{raw}” in “{name}” is no number.': '“{name}”中的“{raw}”不是数字。',
  'This cannot be read as rows: {reason}. Rows are objects, in an array or one a line.':
    '无法读取为行：{reason}。行应为对象，放在数组中或每行一个。',
  'The filter on “{name}” ({type}) needs {wanted}.': '“{name}”（{type}）的筛选需要{wanted}。',
  'There is no result named “{name}”. There are {names}.': '没有名为“{name}”的结果。现有 {names}。',
  'There is no column named “{name}”. The results have: {names}.':
    '没有名为“{name}”的列。结果中有：{names}。',
  'A number of the statement has more digits than the 38 that are worked with exactly. Cast to double, or let the database do it.':
    '语句中有数字超过可精确处理的 38 位。请转换为 double，或让数据库完成。',
  'Integers of this size cannot be divided in a statement that also sums or multiplies them exactly. Cast them to double, or divide in another statement.':
    '在同时精确求和或相乘的语句中，无法对这么大的整数做除法。请转换为 double，或在另一条语句中相除。',
  'Sums of “{name}” might have more digits here than the 38 that are summed exactly. Let the database sum it up, or filter the rows first.':
    '“{name}”的合计可能超过可精确求和的 38 位。请让数据库求和，或先筛选行。',
  'Only a SELECT can be run over results. Begin the statement with select or with.':
    '对结果只能运行 SELECT。请以 select 或 with 开头。',
  '“{name}” reads files, and a statement over results may not. Open the file as a result first.':
    '“{name}”会读取文件，而针对结果的语句不允许。请先将文件作为结果打开。',
  'The column “{name}” is of the type {type}, which results do not have. Cast it, for example to varchar.':
    '列“{name}”的类型为 {type}，结果不支持。请转换，例如转换为 varchar。',
  'The disk is full: no room for more rows of the result in “{path}” after {count} bytes. The rows so far can be read. Free space, then run the statement again.':
    '磁盘已满：写入 {count} 字节后，“{path}”中没有空间存放更多行。已有的行可以读取。请释放空间后重新运行语句。',
  '“{path}” ends after {count} bytes, where rows of a result should follow. Run the statement again.':
    '“{path}”在 {count} 字节后结束，而之后应有结果的行。请重新运行语句。',
  'The disk is full: no room for rows of a result in “{path}”. Free space.':
    '磁盘已满：“{path}”中没有空间存放结果的行。请释放空间。',
  // copies and exports
  'SQL needs the name of a table and a dialect.': 'SQL 需要表名和方言。',
  'The text of these cells is larger than {size} MB. Export them to a file instead, or copy fewer.':
    '这些单元格的文本超过 {size} MB。请导出到文件，或减少复制的内容。',
  'Downloads need a browser. Export to a file instead.': '下载需要浏览器。请导出到文件。',
  'Downloads need a browser.': '下载需要浏览器。',
  'The export was given up; nothing of it was kept.': '已放弃导出，没有保留任何内容。',
  '“{path}” is not a file but a folder or a device. Choose another name for the export.':
    '“{path}”不是文件，而是文件夹或设备。请为导出选择其他名称。',
  '“{path}” is not a whole path. Give one, such as “{whole}”.':
    '“{path}”不是完整路径。请填写完整路径，例如“{whole}”。',
  'The disk is full: the export to “{path}” stopped after {count} bytes and was removed. Free space or choose another place, then export again.':
    '磁盘已满：导出到“{path}”在 {count} 字节后停止，文件已删除。请释放空间或选择其他位置，然后重新导出。',
  'Choose another place, then export again.': '请选择其他位置，然后重新导出。',
  'Export {id} has been run already.': '导出 {id} 已运行过。',
  'The statements gave no rows, so there is nothing to export. Give one that selects.':
    '语句没有返回行，没有可导出的内容。请使用查询语句。',
  'More than one of the statements gives rows, and a file takes one result. Export them one by one.':
    '有多条语句返回行，而一个文件只能保存一个结果。请逐个导出。',
  'A file of {format} is not compressed with {compression}. Choose {choices}.':
    '{format} 文件不能用 {compression} 压缩。请选择 {choices}。',
  'INSERT statements need the name of a table and a dialect. Give both.':
    'INSERT 语句需要表名和方言。请填写两者。',
  'There is no INSERT in the dialect of “{driver}”. Choose another dialect or format.':
    '“{driver}”的方言没有 INSERT。请选择其他方言或格式。',
  '“{table}” is not the name of a table. Write it as table or schema.table; a name with a dot stands in quotes.':
    '“{table}”不是表名。请写作 table 或 schema.table；含点的名称要加引号。',
  'The cell is NULL: there is nothing to save.': '单元格为 NULL：没有可保存的内容。',
  'The thread that writes exports ended while it was at work ({reason}). Export again.':
    '写导出文件的线程中途结束（{reason}）。请重新导出。',
  '“{text}” cannot stand for NULL in CSV: it would have to be quoted, which marks text. Choose one without separators, quotes and line breaks.':
    '“{text}”在 CSV 中不能表示 NULL：它必须加引号，而引号表示文本。请选择不含分隔符、引号和换行的文本。',
  'Column “{name}” was {kindBefore} and holds {kindNow} somewhere from row {row} on. {kind} names its types before the first row: cast the column to one type in the query, or export to CSV or JSON.':
    '列“{name}”原为 {kindBefore}，从第 {row} 行起某处变为 {kindNow}。{kind} 在第一行之前就写明类型：请在查询中将该列转换为同一类型，或导出为 CSV 或 JSON。',
  'Row {row}, column “{column}” holds text with a NUL character, which the database of these INSERT statements cannot store. Leave the row or the column out, or replace the character.':
    '第 {row} 行的列“{column}”中有 NUL 字符，这些 INSERT 语句的数据库无法存储。请去掉该行或该列，或替换该字符。',
  'The result has {count} columns, and an Excel sheet {limit}. Select fewer.':
    '结果有 {count} 列，而 Excel 工作表最多 {limit} 列。请减少列。',
  'Row {row}, column “{name}” has {count} characters, and an Excel cell takes {limit}. Cut it in the query, leave the column out, or export to CSV.':
    '第 {row} 行的列“{name}”有 {count} 个字符，而 Excel 单元格最多 {limit} 个。请在查询中截短、去掉该列，或导出为 CSV。',
  'The Excel file grew past 4 GiB ({count} bytes), more than Excel opens. Export fewer rows, or CSV.':
    'Excel 文件超过 4 GiB（{count} 字节），Excel 无法打开。请减少行数，或导出为 CSV。',
  // imports
  'The file was not sent.': '文件没有发送。',
  '“{name}” could not be sent to Sluice ({status}).': '无法将“{name}”发送给 Sluice（{status}）。',
  'The rows kept aside are not there any more. Import again to get them.':
    '搁置的行已不存在。请重新导入以获得它们。',
  'Text follows the closing quote of cell {cell}.': '第 {cell} 个单元格的结束引号后还有文本。',
  '{count} cells, where {expected} are expected.': '有 {count} 个单元格，应为 {expected} 个。',
  'A quote is opened on line {line} and not closed before the end of the file. Mend the line, or choose another quote.':
    '第 {line} 行的引号直到文件末尾都没有闭合。请修正该行，或选择其他引号。',
  'The row that begins on line {line} has no end after {size} MiB: a quote may be opened there and not closed.':
    '从第 {line} 行开始的行在 {size} MiB 后仍未结束：那里的引号可能没有闭合。',
  'Line {line} has more than {count} cells, and no table takes so many columns. Is the separator the right one?':
    '第 {line} 行有超过 {count} 个单元格，没有表能容纳这么多列。分隔符是否正确？',
  'The reading of the file was given up.': '已放弃读取文件。',
  'The thread that reads the file ended while it was at work ({reason}). Import again.':
    '读取文件的线程中途结束（{reason}）。请重新导入。',
  'Import {id} is under way already.': '导入 {id} 已在进行中。',
  'Line {line} is no JSON to import: {reason}.': '第 {line} 行不是可导入的 JSON：{reason}。',
  'It is no JSON object.': '它不是 JSON 对象。',
  'The file is no array of objects. Where each line is an object of its own, choose NDJSON.':
    '文件不是对象数组。如果每行是一个对象，请选择 NDJSON。',
  'Line {line} cannot be stored: {reason}': '第 {line} 行无法存储：{reason}',
  'More than {limit} rows cannot be stored; the last one is line {line}: {reason}':
    '超过 {limit} 行无法存储；最后一行是第 {line} 行：{reason}',
  'Line {line} was refused: {message}': '第 {line} 行被拒绝：{message}',
  'Line {line} has bytes that are not {encoding}. Choose the encoding the file was written in.':
    '第 {line} 行含有不是 {encoding} 的字节。请选择文件所用的编码。',
  'There was no room to read “{path}”.': '没有空间读取“{path}”。',
  '{product} takes no rows in bulk; “{table}” is as it was.':
    '{product} 不支持批量写入；“{table}”没有改变。',
  '{label} makes no tables. Choose one that is there.': '{label} 不能创建表。请选择已有的表。',
  'The import was given up.': '已放弃导入。',
  'Nothing was written.': '没有写入任何内容。',
  'What was written before that stays: {label} undoes nothing.':
    '此前写入的内容会保留：{label} 不能撤销。',
  '{label} takes no rows of a file.': '{label} 不能导入文件中的行。',
  '“{path}” has no columns, and so no rows.': '“{path}”没有列，因此没有行。',
  '“{path}” is no whole {name} file: {reason}. It may have been cut off; fetch it again.':
    '“{path}”不是完整的 {name} 文件：{reason}。文件可能被截断，请重新获取。',
  'There is no sheet “{sheet}” in the workbook; it has {sheets}.':
    '工作簿中没有工作表“{sheet}”；现有 {sheets}。',
  'The workbook has {size} MiB when unpacked; at most {limit} MiB can be read. Save the sheet as CSV and import that.':
    '工作簿解压后有 {size} MiB，最多只能读取 {limit} MiB。请将工作表另存为 CSV 后导入。',
  '“{path}” is no Excel workbook (.xlsx): {reason}.':
    '“{path}”不是 Excel 工作簿 (.xlsx)：{reason}。',
  '“{value}” for {column} is no {type}.': '{column} 的“{value}”不是 {type}。',
  '{label} keeps no tags and no times.': '{label} 不保存标签和时间。',
  '“{table}” has no column “{name}”; it has {names}.': '“{table}”没有列“{name}”；现有 {names}。',
  'The file has no column “{name}”; it has {names}.': '文件没有列“{name}”；现有 {names}。',
  'Say what the whole numbers of “{name}” count since 1970: --time-unit s, ms, us or ns.':
    '请说明“{name}”中的整数自 1970 年起以什么计数：--time-unit s、ms、us 或 ns。',
  'Beside the keys there has to be a column with values; there is only “{name}”.':
    '除键之外还必须有一列值；只有“{name}”。',
  'The row {what}, and Redis keeps none such.': '该行 {what}，而 Redis 不保存这样的行。',
  'Values for column “{name}” became {kind} in the middle of the load.':
    '列“{name}”的值在写入途中变为 {kind}。',
  'The value for column “{name}” is none of the column’s type.': '列“{name}”的值不属于该列的类型。',
  'The value for column “{name}” is none of the column’s type, or longer or more exact than it keeps.':
    '列“{name}”的值不属于该列的类型，或过长、过于精确。',
  'Column “{name}” is a {type}, which a bulk load cannot write. Leave it out.':
    '列“{name}”的类型为 {type}，批量写入不支持。请将其去掉。',
  'It has no field with a value, and a point needs one.':
    '它没有带值的字段，而一个点至少需要一个。',
  'InfluxDB keeps no {value}: reals have to be finite.': 'InfluxDB 不保存 {value}：实数必须有限。',
  'It has no time.': '它没有时间。',
  '{value} is no time: it has to be a timestamp, a day, or a whole number.':
    '{value} 不是时间：必须是时间戳、日期或整数。',
  'The time {value} is outside of the years 1677 to 2262, which InfluxDB keeps.':
    '时间 {value} 超出 InfluxDB 保存的 1677 年至 2262 年。',
  'Name the database that the points go into.': '请指明数据点要写入的数据库。',
  // files and folders
  'The folder “{folder}” cannot be read ({code}). Choose another.':
    '无法读取文件夹“{folder}”（{code}）。请选择其他文件夹。',
  'The folder is no longer there. Choose another one.': '该文件夹已不存在。请选择其他文件夹。',
  '“{name}” cannot be moved into itself.': '“{name}”不能移动到自身之中。',
  'Here Sluice has no file dialogs. Type the path instead.':
    'Sluice 在此没有文件对话框。请直接输入路径。',
  'The connection “{name}” could not be read and is not shown. It stays in the store.':
    '连接“{name}”无法读取，因此不显示。它仍保留在存储中。',
  'Here the window shows notifications itself.': '在此由窗口自行显示通知。',
  'The store of connections, tabs and history could not be used: {damage}. It was kept as “{kept}” in {folder}, and a new one was begun.':
    '连接、标签页和历史记录的存储无法使用：{damage}。它已保存为 {folder} 中的“{kept}”，并已新建存储。',
  'Sluice cannot keep its data in “{folder}”: {reason}. Make the folder writable for you, or choose another with --data-dir.':
    'Sluice 无法将数据保存在“{folder}”中：{reason}。请使该文件夹可写，或用 --data-dir 选择其他文件夹。',
  'Given up while the sample was being written.': '在写入示例数据库时放弃。',
  'It answered {status}.': '它的应答为 {status}。',
  'The browser draws no images.': '浏览器不支持绘制图像。',
  'The browser made no image.': '浏览器没有生成图像。',
  'This browser draws no pictures.': '此浏览器不支持绘制图像。',
  'The socket was refused or closed while opening.': '连接在打开时被拒绝或关闭。',
  'Call {id} is under way already.': '调用 {id} 已在进行中。',
  'There is no {kind} named “{name}”.': '没有名为“{name}”的{kind}。',
  'Subscription {id} exists.': '订阅 {id} 已存在。',
  'A request needs a number as its id, and a name.': '请求需要数字编号和名称。',
  'The window lost its connection to Sluice before the answer came. Try again once it is back.':
    '窗口在收到应答前与 Sluice 断开。请在恢复连接后重试。',
  'access is denied': '拒绝访问',
  'access is denied ({code})': '拒绝访问（{code}）',
  'another program uses it ({code})': '另一个程序正在使用它（{code}）',
  'the disk reports an error ({code})': '磁盘报告错误（{code}）',
  'the name is too long ({code})': '名称过长（{code}）',
  'there is no such folder ({code})': '没有这个文件夹（{code}）',
  'a part of the path is a file ({code})': '路径的一部分是文件（{code}）',
  'the disk can only be read ({code})': '磁盘只能读取（{code}）',
  'the path has a character in it that no path can have': '路径中含有不允许的字符',
  '“{path}” could not be unpacked: it is no whole file of {compression}. Get it anew.':
    '无法解压“{path}”：它不是完整的 {compression} 文件。请重新获取。',
  'The disk is full: {room} left in {path}. Free some space there.':
    '磁盘已满：{path} 中剩余 {room}。请释放一些空间。',
  'no room': '没有空间',
  '{count} bytes': '{count} 字节',
  'Another Sluice is running on the data folder {path}. Use its window, end it first, or choose another folder with --data-dir.':
    '另一个 Sluice 正在使用数据文件夹 {path}。请使用它的窗口、先结束它，或用 --data-dir 选择其他文件夹。',
}
