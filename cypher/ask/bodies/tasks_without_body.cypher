// name: tasks_without_body
// about: Tasks that name no responsible body, while their document names bodies elsewhere.
// about.zh: 所在文件写明了责任单位、自身却没有责任单位的任务
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document | 文件标题
// column: goal_title str title of the goal | 目标标题
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// note: Goes through every task, so it takes more than 50 ms at 100,000 nodes. · 需遍历全部任务，十万个节点时超过 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(:Goal)-[:HAS_TASK]->(:Task)-[:ASSIGNED_TO]->(:Body)
WITH DISTINCT d
MATCH (d)-[:HAS_GOAL]->(g:Goal)-[:HAS_TASK]->(t:Task)
WHERE NOT EXISTS { (t)-[:ASSIGNED_TO]->(:Body) } AND NOT EXISTS { (g)-[:ASSIGNED_TO]->(:Body) }
RETURN d.title AS document_title, g.title AS goal_title, t.id AS task_id, t.text AS task
ORDER BY d.id, g.order, t.order, task_id
LIMIT $limit
