// name: bodies_by_tasks
// about: Bodies ranked by how many tasks they lead or are responsible for.
// about.zh: 按牵头或负责的任务数排序的单位
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: body_id str id of the body | 单位编号
// column: body str its title | 单位名称
// column: tasks int how many tasks name it | 涉及的任务数
// column: leads int in how many of these it leads or is responsible | 牵头或负责的任务数
// column: documents int in how many documents | 涉及的文件数
// note: Goes through every task, so it takes more than 50 ms at 100,000 nodes. · 需遍历全部任务，十万个节点时超过 50 毫秒。
// example: limit=10
MATCH (b:Body)<-[r:ASSIGNED_TO]-(t:Task)
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
WITH b, count(DISTINCT t) AS tasks,
  count(DISTINCT CASE WHEN r.role IN ['lead', 'responsible'] THEN t.id END) AS leads, count(DISTINCT d) AS documents
RETURN b.id AS body_id, b.title AS body, tasks, leads, documents
ORDER BY leads DESC, tasks DESC, body_id
LIMIT $limit
