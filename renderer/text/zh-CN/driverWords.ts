/** What drivers say of their connection form, by the English that main sends. */
export const driverWords: Readonly<Record<string, string>> = {
  Host: '主机',
  Port: '端口',
  Database: '数据库',
  User: '用户',
  Password: '密码',
  TLS: 'TLS',
  Off: '关闭',
  'Name, address, or folder of a socket.': '服务器的名称或地址，或其 Unix 套接字所在的文件夹。',
  'When empty, the one named like the user.': '留空则使用与用户同名的数据库。',
  'If the server offers it': '服务器支持时使用',
  'Required, certificate not checked': '必须使用，不检查证书',
  'Required, certificate checked': '必须使用，检查证书',
  'Required, certificate and host name checked': '必须使用，检查证书和主机名',
  'Only “certificate and host name checked” protects against a server in between.':
    '只有“检查证书和主机名”才能防范中间服务器。',
  'CA certificate': 'CA 证书',
  'PEM file of the authority that signed the server’s certificate. When empty, the well-known ones.':
    '签发服务器证书的机构的 PEM 文件。留空则使用公认的机构。',
  'Client certificate': '客户端证书',
  'PEM file, where the server asks for a certificate of the user.':
    '服务器要求用户证书时使用的 PEM 文件。',
  'Client key': '客户端密钥',
  'PEM file of the private key that belongs to the client certificate.':
    '与客户端证书对应的私钥的 PEM 文件。',
  'Database file': '数据库文件',
  'A path, or :memory: for a database that each connection has to itself.':
    '文件路径；:memory: 表示每个连接各有一个内存数据库。',
  'If the file is missing': '文件不存在时',
  'Say so': '报告错误',
  'Create it': '创建文件',
  Journal: '日志模式',
  'As the file has it': '保持文件现有设置',
  'Write-ahead log': '预写日志 (WAL)',
  'With a write-ahead log, reading and writing do not wait for each other. The file keeps it.':
    '使用预写日志时，读写互不等待。此设置保存在文件中。',
  'Busy timeout (ms)': '忙等待超时（毫秒）',
  'How long a statement waits for the lock of another connection.':
    '语句等待其他连接释放锁的最长时间。',
  'Name or address of the server; of Sentinels or cluster nodes one or several, as host:port, with commas between.':
    '服务器的名称或地址；哨兵或集群节点可写一个或多个，格式为 host:port，用逗号分隔。',
  Topology: '部署方式',
  'One server': '单台服务器',
  'Found through Sentinel': '通过哨兵查找',
  Cluster: '集群',
  'Master name': '主节点名称',
  'With Sentinel: what the Sentinels call the master.': '使用哨兵时：哨兵对主节点的称呼。',
  'Number of the key space, from 0. A cluster has only 0.': '键空间的编号，从 0 开始。集群只有 0。',
  'When empty, the server’s default user.': '留空则使用服务器的默认用户。',
  'Key separator': '键分隔符',
  'Where it stands in keys, the explorer makes folders.': '浏览器按键中的分隔符划分文件夹。',
  Language: '查询语言',
  'InfluxQL (InfluxDB 1)': 'InfluxQL（InfluxDB 1）',
  'Flux (InfluxDB 2)': 'Flux（InfluxDB 2）',
  'SQL (InfluxDB 3)': 'SQL（InfluxDB 3）',
  'Database or bucket': '数据库或存储桶',
  'Where statements that name none look.': '语句未指明时使用的数据库。',
  Organization: '组织',
  'With InfluxDB 2: whose buckets they are.': '使用 InfluxDB 2 时：存储桶所属的组织。',
  Token: '令牌',
  'With InfluxDB 2 and 3, instead of user and password.':
    '使用 InfluxDB 2 和 3 时，代替用户和密码。',
}
