// name: tasks_with_several_drivers
// about: Tasks that more than one document drives.
// about.zh: 由多份文件共同驱动的任务
// param: $least int 2 at least so many | 至少多少
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: documents int how many documents drive it | 驱动文件数
// column: drivers list their titles | 驱动文件标题
// note: Goes through every task, so it takes more than 50 ms at 100,000 nodes. · 需遍历全部任务，十万个节点时超过 50 毫秒。
// example: least=2
MATCH (t:Task)-[:DRIVEN_BY]->(n:Document)
WITH DISTINCT t, n
ORDER BY n.id
WITH t, count(n) AS documents, collect(n.title) AS drivers
WHERE documents >= $least
RETURN t.id AS task_id, t.text AS task, documents, drivers
ORDER BY documents DESC, task_id
LIMIT $limit
