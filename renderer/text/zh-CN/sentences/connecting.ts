/** What is said where a server cannot be reached, and of the settings that lead to it. */
export const connecting: Readonly<Record<string, string>> = {
  // the network and TLS
  'There is no host named “{host}”. Check the host, and whether its network can be reached.':
    '没有名为“{host}”的主机。请检查主机名，以及其网络是否可达。',
  'Nothing answers at {server}. Check the port, and whether the server runs and accepts connections from here.':
    '{server} 没有应答。请检查端口，以及服务器是否正在运行并接受来自此处的连接。',
  'Nothing answers at {server}. Check the port, and whether the server runs and accepts TCP connections from here.':
    '{server} 没有应答。请检查端口，以及服务器是否正在运行并接受来自此处的 TCP 连接。',
  'No answer from {server}. Check host, port and firewall.':
    '{server} 没有应答。请检查主机、端口和防火墙。',
  'No answer from {server} within {ms} ms. Check host, port and firewall.':
    '{server} 在 {ms} 毫秒内没有应答。请检查主机、端口和防火墙。',
  'No answer from {server} within {ms} ms. Check host, port and firewall, or raise the connect timeout.':
    '{server} 在 {ms} 毫秒内没有应答。请检查主机、端口和防火墙，或延长连接超时。',
  '{server} accepted the connection but did not finish the login within {ms} ms. Check that it is PostgreSQL, or raise the connect timeout.':
    '{server} 接受了连接，但在 {ms} 毫秒内没有完成登录。请确认它是 PostgreSQL，或延长连接超时。',
  '{server} did not finish the login within {ms} ms. Check host, port and firewall, or raise the connect timeout.':
    '{server} 在 {ms} 毫秒内没有完成登录。请检查主机、端口和防火墙，或延长连接超时。',
  'No session with {servers} within {ms} ms. Check host, port and firewall, or raise the connect timeout.':
    '在 {ms} 毫秒内没有与 {servers} 建立会话。请检查主机、端口和防火墙，或延长连接超时。',
  '{server} closed the connection ({reason}). Check that the port and the TLS setting are those of the server.':
    '{server} 关闭了连接（{reason}）。请检查端口和 TLS 设置是否与服务器一致。',
  '{server} closed the connection ({reason}). Check that the port and the TLS setting are those of the server, and whether it demands another client certificate.':
    '{server} 关闭了连接（{reason}）。请检查端口和 TLS 设置是否与服务器一致，以及它是否要求另一个客户端证书。',
  'The certificate of {server} has expired. Have it renewed, or choose not to check it.':
    '{server} 的证书已过期。请更新证书，或选择不检查。',
  'The certificate of {server} is not valid yet. Check the clocks, or choose not to check it.':
    '{server} 的证书尚未生效。请检查时钟，或选择不检查。',
  'The certificate of {server} was revoked. Have it replaced.': '{server} 的证书已被吊销。请更换。',
  'The certificate of {server} is self-signed. Give it as CA certificate, or choose not to check it.':
    '{server} 的证书是自签名的。请将其设为 CA 证书，或选择不检查。',
  'The certificate of {server} is self-signed, or its authority is. Give that as CA certificate, or choose not to check it.':
    '{server} 的证书或其签发机构是自签名的。请将其设为 CA 证书，或选择不检查。',
  'The certificate of {server} is for another host than “{host}”. Enter the host name in the certificate, or choose not to check it.':
    '{server} 的证书不是为“{host}”签发的。请填写证书中的主机名，或选择不检查。',
  'The certificate of {server} was signed by an authority that is not known here. Give its CA certificate, or choose not to check it.':
    '{server} 的证书由此处未知的机构签发。请提供其 CA 证书，或选择不检查。',
  'The server at {server} demands a client certificate. Choose one in the connection’s settings, and its key.':
    '{server} 的服务器要求客户端证书。请在连接设置中选择证书及其密钥。',
  'The server at {server} broke off the TLS handshake, as servers do that demand a client certificate. Choose one in the connection’s settings, and its key.':
    '{server} 的服务器中断了 TLS 握手，要求客户端证书的服务器常会如此。请在连接设置中选择证书及其密钥。',
  'The server at {server} does not accept the client certificate: it does not know the authority that signed it. Choose one of an authority that the server trusts.':
    '{server} 的服务器不接受该客户端证书：它不认识签发机构。请选择服务器信任的机构签发的证书。',
  'The server at {server} does not accept the client certificate: it has expired. Have it renewed.':
    '{server} 的服务器不接受该客户端证书：证书已过期。请更新。',
  'The server at {server} does not accept the client certificate: it was revoked. Have it replaced.':
    '{server} 的服务器不接受该客户端证书：证书已被吊销。请更换。',
  'The server at {server} does not accept the client certificate, or misses one. Choose one of an authority that the server trusts, and its key.':
    '{server} 的服务器不接受该客户端证书，或缺少证书。请选择服务器信任的机构签发的证书及其密钥。',
  '{fault} TLS is set to {setting}.': '{fault}TLS 设为{setting}。',
  'TLS with {server} failed: {reason}. It is set to {setting}. Check the CA certificate and the host name, or choose a setting that is less strict.':
    '与 {server} 的 TLS 未能建立：{reason}。TLS 设为{setting}。请检查 CA 证书和主机名，或选择较宽松的设置。',
  'TLS with {server} failed: {reason}. It is set to {setting}.':
    '与 {server} 的 TLS 未能建立：{reason}。TLS 设为{setting}。',
  'The file “{path}” cannot be read. Choose another.': '无法读取文件“{path}”。请选择其他文件。',
  'The client key “{path}” is given without its certificate. Choose that as well, or leave both empty.':
    '提供了客户端密钥“{path}”，但没有证书。请同时选择证书，或两者都留空。',
  'The client certificate “{path}” comes without its key. Choose the file of the key as well.':
    '提供了客户端证书“{path}”，但没有密钥。请同时选择密钥文件。',
  'The client key “{path}” does not belong to the certificate “{certificate}”. Choose the two that were made together.':
    '客户端密钥“{path}”与证书“{certificate}”不匹配。请选择成对生成的两个文件。',
  'The file “{path}” holds no certificate in PEM form. Choose another.':
    '文件“{path}”中没有 PEM 格式的证书。请选择其他文件。',
  'The file “{path}” holds no private key in PEM form. Choose another.':
    '文件“{path}”中没有 PEM 格式的私钥。请选择其他文件。',
  'The passphrase does not open the client key “{path}”. Check it.':
    '口令无法打开客户端密钥“{path}”。请检查口令。',
  'The client key “{path}” has a passphrase. Enter it.': '客户端密钥“{path}”设有口令。请输入口令。',
  'The server at {server} has no TLS, and TLS is set to {setting}. Set it to {prefer}, or turn TLS on at the server.':
    '{server} 的服务器没有 TLS，而 TLS 设为{setting}。请改为{prefer}，或在服务器上启用 TLS。',
  'The server at {server} has no TLS, and TLS is set to {setting}. Turn TLS on at the server, or set it to optional.':
    '{server} 的服务器没有 TLS，而 TLS 设为{setting}。请在服务器上启用 TLS，或改为“可选”。',
  'The server at {server} demands TLS, and TLS is set to {setting}. Set it to {require} or stricter.':
    '{server} 的服务器要求 TLS，而 TLS 设为{setting}。请改为{require}或更严格的设置。',
  'The server at {server} demands TLS, and TLS is set to {setting}. Set it to mandatory.':
    '{server} 的服务器要求 TLS，而 TLS 设为{setting}。请改为“必须”。',
  'The server at {server} demands a client certificate. Choose one in the connection’s settings, and its key; TLS is set to {setting}.':
    '{server} 的服务器要求客户端证书。请在连接设置中选择证书及其密钥；TLS 设为{setting}。',
  // the login
  'The server at {server} asks for a password for {whom}. Enter it in the connection’s settings.':
    '{server} 的服务器要求{whom}的密码。请在连接设置中输入。',
  'The server at {server} does not let {whom} in: {message}. Check the user and the password.':
    '{server} 的服务器不允许{whom}登录：{message}。请检查用户名和密码。',
  'There is no database “{database}” at {server}. Check its name; upper and lower case count.':
    '{server} 上没有数据库“{database}”。请检查名称；区分大小写。',
  'There is no database “{database}” at {server} that the user may see.':
    '{server} 上没有该用户可见的数据库“{database}”。',
  'There is no database {database}: {line}. See “databases” in the server’s configuration.':
    '没有数据库 {database}：{line}。请查看服务器配置中的“databases”。',
  'The database “{database}” at {server} cannot be opened: {said}. Check its name, and the rights of “{user}”.':
    '无法打开 {server} 上的数据库“{database}”：{said}。请检查名称和“{user}”的权限。',
  'The server at {server} takes no more connections: {message}. Try again, or lower the pool’s maximum.':
    '{server} 的服务器不再接受连接：{message}。请重试，或降低连接池的最大值。',
  'The server at {server} refused the session: {message}': '{server} 的服务器拒绝了会话：{message}',
  'What listens at {server} is not {product}. Check the port.':
    '在 {server} 监听的不是 {product}。请检查端口。',
  'What listens at {server} is not Redis.': '在 {server} 监听的不是 Redis。',
  '{server} closed the connection during login. Check that it is {product} that listens there.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}。',
  '{server} closed the connection during login. Check that it is {product} that listens there, and whether it demands another client certificate.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}，以及它是否要求另一个客户端证书。',
  '{server} closed the connection during login. Check that it is {product} that listens there, and its TLS settings.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}，并检查其 TLS 设置。',
  '{server} closed the connection during login. Check that it is {product} that listens there, its TLS settings, and whether it demands another client certificate.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}，并检查其 TLS 设置，以及它是否要求另一个客户端证书。',
  '{server} closed the connection during login. Check that it is {product} that listens there, and whether it wants TLS.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}，以及它是否要求 TLS。',
  '{server} closed the connection during login. Check that it is {product} that listens there, and whether it wants another client certificate.':
    '{server} 在登录过程中关闭了连接。请确认在那里监听的是 {product}，以及它是否要求另一个客户端证书。',
  'The server at {address}': '{address} 的服务器',
  '{server} does not answer to TLS: {message}. Check the port, or turn TLS off.':
    '{server} 不应答 TLS：{message}。请检查端口，或关闭 TLS。',
  'The server at {server} does not speak RESP3. Redis 6 or newer is needed.':
    '{server} 的服务器不支持 RESP3。需要 Redis 6 或更高版本。',
  'The Sentinel at {sentinel} knows no master named “{master}”. Check the name.':
    '{sentinel} 的哨兵不认识名为“{master}”的主节点。请检查名称。',
  'Database is “{database}”; it must be a number from 0.':
    '数据库为“{database}”；必须是从 0 开始的编号。',
  'Database is {database}; a cluster has only database 0.':
    '数据库为 {database}；集群只有数据库 0。',
  'Give the name by which the Sentinels know the master.': '请填写哨兵所用的主节点名称。',
  'Connecting was given up': '已放弃连接',
  'The session was closed by Sluice': '会话已由 Sluice 关闭',
  'The connection was closed by Sluice': '连接已由 Sluice 关闭',
  // the SSH tunnel
  'The tunnel was closed.': '隧道已关闭。',
  'A tunnel leads to a host and a port, not to the folder of a socket. Enter the host as the SSH server sees it, such as localhost.':
    '隧道通向主机和端口，而不是套接字所在的文件夹。请填写从 SSH 服务器看到的主机，例如 localhost。',
  'The SSH server {server} did not show this key. Test the connection again.':
    'SSH 服务器 {server} 没有出示此密钥。请重新测试连接。',
  'The SSH server {server} is met for the first time. Its key is {key}. Compare it with what its administrator tells you, and trust it if they are the same.':
    '首次连接 SSH 服务器 {server}。其密钥为 {key}。请与管理员提供的指纹核对，一致后再信任。',
  'The SSH server {server} shows another key than before: {key}, where {known} is trusted. Somebody may stand in between. Ask its administrator; if the server was set up anew, forget the old key and compare the new one.':
    'SSH 服务器 {server} 的密钥与先前不同：现为 {key}，先前信任的是 {known}。可能有人居中拦截。请询问管理员；如果服务器确实重新安装，请清除旧密钥后核对新密钥。',
  'The password of “{name}” is not kept any more. Enter it.': '“{name}”的密码已不再保存。请输入。',
  'There is no SSH password for “{user}”. Enter it.': '没有“{user}”的 SSH 密码。请输入。',
  'The private key “{file}” cannot be read ({code}). Choose another file.':
    '无法读取私钥“{file}”（{code}）。请选择其他文件。',
  'The passphrase does not open the private key “{file}”. Check it.':
    '口令无法打开私钥“{file}”。请检查口令。',
  'The private key “{file}” has a passphrase. Enter it.': '私钥“{file}”设有口令。请输入口令。',
  '“{file}” is not a private key that Sluice can read: {message}. Choose the file without “.pub”, in the format of OpenSSH, PEM or PuTTY.':
    '“{file}”不是 Sluice 能读取的私钥：{message}。请选择不带“.pub”的文件，格式为 OpenSSH、PEM 或 PuTTY。',
  'No SSH agent runs here: SSH_AUTH_SOCK is not set. Start one with your key in it, or log in by a private key.':
    '此处没有运行 SSH 代理：未设置 SSH_AUTH_SOCK。请启动含有您密钥的代理，或使用私钥登录。',
  'The SSH agent did not help: {message}. Check that it runs and holds your key.':
    'SSH 代理无法使用：{message}。请检查它是否正在运行并含有您的密钥。',
  'No answer from {server} within {ms} ms. Check the SSH host, port and firewall, or raise the connect timeout.':
    '{server} 在 {ms} 毫秒内没有应答。请检查 SSH 主机、端口和防火墙，或延长连接超时。',
  'There is no SSH host named “{host}”. Check it, and whether its network can be reached.':
    '没有名为“{host}”的 SSH 主机。请检查名称，以及其网络是否可达。',
  'No SSH server answers at {server}. Check the SSH host and port, and whether it runs.':
    '{server} 没有 SSH 服务器应答。请检查 SSH 主机和端口，以及它是否正在运行。',
  '{server} ended the login: {message}. Check that it is SSH that listens there.':
    '{server} 结束了登录：{message}。请确认在那里监听的是 SSH。',
  '{server} does not let “{user}” in by {method}': '{server} 不允许“{user}”登录：{method}',
  'this password. Check the SSH user and the SSH password.':
    '密码不被接受。请检查 SSH 用户和 SSH 密码。',
  'the key “{file}”. Check the SSH user, and that the key’s public half is in the server’s authorized_keys.':
    '密钥“{file}”不被接受。请检查 SSH 用户，以及公钥是否在服务器的 authorized_keys 中。',
  'a key of the SSH agent. Check the SSH user, and that the agent holds the right key (ssh-add -l).':
    'SSH 代理中的密钥不被接受。请检查 SSH 用户，以及代理是否含有正确的密钥（ssh-add -l）。',
  'The SSH server {server}': 'SSH 服务器 {server}',
  'the SSH server {server}': 'SSH 服务器 {server}',
  'no reason given': '没有说明原因',
  '{server} forbids the way on to {database}. Have AllowTcpForwarding and PermitOpen in its sshd_config allow it.':
    '{server} 禁止转发到 {database}。请在其 sshd_config 中用 AllowTcpForwarding 和 PermitOpen 允许它。',
  '{server} cannot reach {database}: {why}. Check host and port as they are seen from there, and whether {what} runs.':
    '{server} 无法到达 {database}：{why}。请检查从那里看到的主机和端口，以及{what}是否正在运行。',
  'There is no private key file. Choose one, or name it as IdentityFile in ~/.ssh/config.':
    '没有私钥文件。请选择，或在 ~/.ssh/config 中以 IdentityFile 指明。',
  'The jump hosts in front of “{host}” lead in a circle. Look at ProxyJump in ~/.ssh/config.':
    '“{host}”之前的跳板主机形成循环。请检查 ~/.ssh/config 中的 ProxyJump。',
  '“{host}” has a ProxyCommand in ~/.ssh/config, which is not run here. Name the jump hosts instead, or write it as ProxyJump.':
    '“{host}”在 ~/.ssh/config 中有 ProxyCommand，此处不会运行。请直接填写跳板主机，或改写为 ProxyJump。',
  '“{text}” is no jump host. Write user@host:port, with commas between several.':
    '“{text}”不是跳板主机。请写作 user@host:port，多个之间用逗号分隔。',
  // URLs
  'Supported are {examples}.': '支持的有 {examples}。',
  'The {part} of the URL is broken. {explanation}': 'URL 的{part}有误。{explanation}',
  'It has to start with {start}.': '必须以{start}开头。',
  '“{first}” or “{second}”': '“{first}”或“{second}”',
  'A “#” in a name or password has to be written “%23”.': '名称或密码中的“#”必须写作“%23”。',
  'Lists of hosts are not supported: give one.': '不支持多个主机：请只填写一个。',
  'An IPv6 address has to stand in brackets, such as [::1].':
    'IPv6 地址必须放在方括号中，例如 [::1]。',
  'The host holds a character that no host has.': '主机名中含有不允许的字符。',
  'It has to be a number from 1 to 65535.': '必须是 1 到 65535 之间的数字。',
  'It has to be a number from 1 to 65535, not {port}.':
    '必须是 1 到 65535 之间的数字，而不是 {port}。',
  'It has to be a number from 0, not “{value}”.': '必须是从 0 开始的编号，而不是“{value}”。',
  'The parameter “{name}” is not known.': '未知的参数“{name}”。',
  'The parameter “{name}” is not known; {known} are.': '未知的参数“{name}”；可用的有 {known}。',
  '“{name}” has to be one of {known}, not “{value}”.':
    '“{name}”必须是 {known} 之一，而不是“{value}”。',
  'The {where} holds “%00”, which no name can have in it.':
    '{where}中含有“%00”，名称中不允许出现。',
  'The {where} holds a “%” that is not the start of an encoded character. Write “%25” for “%”.':
    '{where}中的“%”不是编码字符的开头。请用“%25”表示“%”。',
  'In a user, password or database, “/” has to be written “%2F”, “?” “%3F” and “@” “%40”.':
    '在用户名、密码或数据库中，“/”必须写作“%2F”，“?”写作“%3F”，“@”写作“%40”。',
  'In a user, password or database, “/” has to be written “%2F” and “@” “%40”.':
    '在用户名、密码或数据库中，“/”必须写作“%2F”，“@”写作“%40”。',
  'The language has to be influxql, flux or sql.': '查询语言必须是 influxql、flux 或 sql。',
  'No driver knows the scheme “{scheme}”. Supported are {examples}.':
    '没有驱动认识“{scheme}”协议。支持的有 {examples}。',
  'The URL is empty. Supported are {examples}.': 'URL 为空。支持的有 {examples}。',
  'The URL has no scheme. Supported are {examples}.': 'URL 没有协议部分。支持的有 {examples}。',
  "“{scheme}:” is not SQLite's. Write {example}/file.db.":
    '“{scheme}:”不是 SQLite 的协议。请写作 {example}/file.db。',
  'The URL names no file. Write sqlite:///folder/file.db.':
    'URL 没有指明文件。请写作 sqlite:///folder/file.db。',
  '“{authority}” stands where a host would be, and SQLite has none. Write three slashes before an absolute path: {url}; or none before a relative one.':
    '“{authority}”位于主机的位置，而 SQLite 没有主机。绝对路径前请写三条斜线：{url}；相对路径前不写。',
  '“{text}” has a broken %-escape. A percent sign itself is written %25.':
    '“{text}”中的 % 转义有误。百分号本身写作 %25。',
  '“{name}” is not an option of SQLite here; there are {known}.':
    '“{name}”不是此处 SQLite 的选项；可用的有 {known}。',
  'mode is “{value}”; it can be rw (the file must exist) or rwc (create it if missing). Read-only is set in the connection’s settings.':
    'mode 为“{value}”；可以是 rw（文件必须存在）或 rwc（不存在时创建）。只读在连接设置中选择。',
  'busy_timeout is “{value}”; it must be milliseconds, 0 to 600000.':
    'busy_timeout 为“{value}”；必须是 0 到 600000 毫秒。',
  'journal_mode is “{value}”; it can be wal or keep.':
    'journal_mode 为“{value}”；可以是 wal 或 keep。',
  // settings of a profile
  'The connection “{name}” cannot be used. {problem}': '连接“{name}”无法使用。{problem}',
  'There is no driver “{driver}”. Choose one of {known}.':
    '没有驱动“{driver}”。请从 {known} 中选择。',
  'There is no driver “{driver}”.': '没有驱动“{driver}”。',
  'A {label} connection has no field “{name}”. Leave it out.':
    '{label} 连接没有字段“{name}”。请将其去掉。',
  'A {label} connection has no secret “{name}”. Leave it out.':
    '{label} 连接没有机密字段“{name}”。请将其去掉。',
  '{label} is not reached over a network. Turn SSH off.': '{label} 不通过网络访问。请关闭 SSH。',
  'The private key file is missing. Choose it.': '缺少私钥文件。请选择。',
  '{field} is a secret and is kept apart from the connection.':
    '{field}是机密，与连接设置分开保存。',
  '{field} is missing. Fill it in.': '缺少{field}。请填写。',
  '{field} is not a number. Enter digits only.': '{field}不是数字。请只输入数字。',
  '{field} is none of {known}.': '{field}不是 {known} 之一。',
  '{field} is not a text.': '{field}不是文本。',
  'Give the path of the database file.': '请填写数据库文件的路径。',
  'Mode is “{mode}”; it must be must-exist or create.':
    '模式为“{mode}”；必须是 must-exist 或 create。',
  'Journal is “{mode}”; it must be keep or wal.': '日志模式为“{mode}”；必须是 keep 或 wal。',
  'Busy timeout is “{value}”; it must be 0 to {most} ms.':
    '忙等待超时为“{value}”；必须是 0 到 {most} 毫秒。',
  '“{name}” did not open within {ms} ms. Another program may hold a lock on the file; end it, or raise the connect timeout.':
    '“{name}”在 {ms} 毫秒内没有打开。可能有其他程序锁定了该文件；请结束那个程序，或延长连接超时。',
  'Opening “{name}” was given up.': '已放弃打开“{name}”。',
  'There is no folder “{path}”. Check the path.': '没有文件夹“{path}”。请检查路径。',
  '“{path}” is a folder, not a file.': '“{path}”是文件夹，不是文件。',
  'There is no file “{path}”. Check the path, or let the connection create missing files.':
    '没有文件“{path}”。请检查路径，或在连接设置中允许创建缺失的文件。',
  'That connection is no longer there. Choose another, or make it anew.':
    '该连接已不存在。请选择其他连接，或重新创建。',
  '“{name}” comes from the configuration. Change it in sluice.config.json or the environment, or duplicate it to change the copy.':
    '“{name}”来自配置。请在 sluice.config.json 或环境变量中修改，或复制后修改副本。',
  '“{name}” has no server “{server}” any more.': '“{name}”已没有服务器“{server}”。',
  // passwords
  'The operating system keeps the passwords; no passphrase is needed.':
    '密码由操作系统保存，不需要口令。',
  'The kept {name} cannot be read: {label} does not open it, as after a move to another computer or user. Enter it again.':
    '无法读取保存的{name}：{label} 无法打开它，可能换了计算机或用户。请重新输入。',
  '{label} refused to keep the {name}. Unlock it and try again.':
    '{label} 拒绝保存{name}。请解锁后重试。',
  '{label} did not {verb} the {name}. Unlock it and try again.':
    '{label} 没有{verb}{name}。请解锁后重试。',
  'This passphrase does not open the kept passwords. Check it and try again.':
    '此口令无法打开保存的密码。请检查后重试。',
  'The disk is full: the passwords were not kept. Free space and try again.':
    '磁盘已满：密码没有保存。请释放空间后重试。',
  'The passwords could not be kept': '密码无法保存',
  '{what} under your passphrase, which was not entered since the start. Unlock the passwords.':
    '{what}，而启动后尚未输入口令。请解锁密码。',
  'No keychain works here.': '此处没有可用的钥匙串。',
  // connections of other programs
  'Sluice has no driver for “{kind}”. It has {labels}.':
    'Sluice 没有“{kind}”的驱动。现有 {labels}。',
  '“{name}={value}” has no counterpart here and was left out.':
    '“{name}={value}”在此没有对应项，已略去。',
  'DBeaver keeps user names and passwords encrypted in another file, which is not read. Fill them in where they are missing.':
    'DBeaver 将用户名和密码加密保存在另一个文件中，此处不读取。缺少时请自行填写。',
  'DBeaver’s handler “{id}” has no counterpart here.': 'DBeaver 的处理程序“{id}”在此没有对应项。',
  'Its SSH tunnel names no server and was left out.': '其 SSH 隧道没有指明服务器，已略去。',
  'The SSH user is encrypted in DBeaver. Replace “ssh-user” by it.':
    'SSH 用户在 DBeaver 中已加密。请替换“ssh-user”。',
  'The private key of its SSH tunnel is kept inside DBeaver. Choose its file.':
    '其 SSH 隧道的私钥保存在 DBeaver 内部。请选择私钥文件。',
  'The text begins like JSON and is none: {message}. Choose the whole file.':
    '文本以 JSON 开头但不是 JSON：{message}。请选择完整的文件。',
  'The file is not as expected: {message}. Export it again from the other program.':
    '文件内容不符合预期：{message}。请从另一个程序重新导出。',
  'There are no connections in this file. Choose data-sources.json of DBeaver, settings.json of Azure Data Studio or VS Code, or a file exported by Sluice.':
    '此文件中没有连接。请选择 DBeaver 的 data-sources.json、Azure Data Studio 或 VS Code 的 settings.json，或由 Sluice 导出的文件。',
  'There is nothing in it. Paste URLs, one a line.': '内容为空。请粘贴 URL，每行一个。',
  'Passwords stay in the keychain of the other program. They are asked for when you connect.':
    '密码留在另一个程序的钥匙串中，连接时会询问。',
  'The instance “{instance}” is reached by its port {port}.':
    '通过端口 {port} 访问实例“{instance}”。',
  'It logs in as the Windows user, which Sluice cannot. Use an SQL login.':
    '它以 Windows 用户登录，Sluice 不支持。请使用 SQL 登录名。',
  'It logs in through Microsoft Entra, which Sluice cannot. Use an SQL login.':
    '它通过 Microsoft Entra 登录，Sluice 不支持。请使用 SQL 登录名。',
  'It is written as a connection string. Make it anew from host and database.':
    '它以连接字符串的形式保存。请用主机和数据库重新创建。',
  'It names no server.': '没有指明服务器。',
  'It names the instance “{instance}” without a port. Look the port up at the server, and make it anew.':
    '它指明了实例“{instance}”但没有端口。请在服务器上查询端口后重新创建。',
  // the configuration file
  'It cannot be read: {message}. Mend it, and it is read again.':
    '无法读取：{message}。修正后会重新读取。',
  'The configuration was not taken over. {list}': '配置没有生效。{list}',
  'The environment variable {name} is not set. Set it, or write the value.':
    '环境变量 {name} 未设置。请设置，或直接写出值。',
  'The name stands twice. Give each its own.': '名称重复。请使用不同的名称。',
  'It has no url. Give one, or driver and fields.':
    '没有 url。请填写 url，或填写 driver 和 fields。',
  'The server at {server} was not asked: it wants a password for “{user}”, and none is kept. Enter it in the connection’s settings.':
    '没有连接 {server} 上的服务器：它需要“{user}”的密码，而没有保存密码。请在连接设置中输入。',
}
