// name: body_pairs
// about: Pairs of bodies ranked by how many tasks they share.
// about.zh: 按共同承担任务数排序的单位对
// param: $least int 2 at least so many | 至少多少
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: first_id str id of the one | 单位甲编号
// column: first str its title | 单位甲
// column: second_id str id of the other | 单位乙编号
// column: second str its title | 单位乙
// column: tasks int how many tasks they share | 共同任务数
// note: Compares pairs under each theme or task, so it takes more than 50 ms at 100,000 nodes. · 需在各主题或任务内两两比较，十万个节点时超过 50 毫秒。
// example: least=2
MATCH (a:Body)<-[:ASSIGNED_TO]-(t:Task)-[:ASSIGNED_TO]->(b:Body)
WHERE a.id < b.id
WITH a, b, count(DISTINCT t) AS tasks
WHERE tasks >= $least
RETURN a.id AS first_id, a.title AS first, b.id AS second_id, b.title AS second, tasks
ORDER BY tasks DESC, first_id, second_id
LIMIT $limit
