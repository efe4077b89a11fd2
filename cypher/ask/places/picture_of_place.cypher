// name: picture_of_place
// about: The documents of a place with what each holds: goals, tasks, citations, central drivers.
// about.zh: 某地区各文件的概况：目标、任务、引用、中央驱动文件
// param: $place str words of the name of the place | 地区名称中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: place str the place | 地区
// column: document_id str id of the document | 文件编号
// column: title str its title | 标题
// column: issued_on date day of issue | 印发日期
// column: goals int how many goals | 目标数
// column: driven_goals int how many of them some document drives | 有驱动文件的目标数
// column: tasks int how many tasks stand in goals | 目标内任务数
// column: central_drivers int how many central documents drive its goals | 驱动其目标的中央文件数
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: place=翎州
MATCH (d:Document {origin: 'corpus'})
WHERE d.place CONTAINS $place
OPTIONAL MATCH (d)-[:HAS_GOAL]->(g:Goal)
WITH d, count(g) AS goals
OPTIONAL MATCH (d)-[:HAS_GOAL]->(:Goal)-[:HAS_TASK]->(t:Task)
WITH d, goals, count(DISTINCT t) AS tasks
OPTIONAL MATCH (d)-[:HAS_GOAL]->(h:Goal)-[:DRIVEN_BY]->(n:Document)
WITH d, goals, tasks, count(DISTINCT h) AS driven_goals,
  count(DISTINCT CASE WHEN n.level = 'central' THEN n.id END) AS central_drivers
RETURN d.place AS place, d.id AS document_id, d.title AS title, d.issued_on AS issued_on, goals, driven_goals, tasks,
  central_drivers
ORDER BY place, issued_on, document_id
LIMIT $limit
