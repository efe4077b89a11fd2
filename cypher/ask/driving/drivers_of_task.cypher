// name: drivers_of_task
// about: Which documents drive the tasks whose words hold these, and on which words that rests.
// about.zh: 哪些文件驱动含有这些文字的任务，依据是哪些原文
// param: $words str words to look for | 要查找的文字
// param: $basis str "" only this basis: explicit, scope or goal; empty for all | 仅此依据类型；留空为全部
// param: $confidence float 0.0 at least this confidence | 最低置信度
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document that holds the task | 任务所在文件
// column: goal_title str title of its goal, empty outside any | 所在目标；在目标之外为空
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: driver_id str id of the driving document | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: level str its level | 驱动文件层级
// column: basis str explicit, scope or goal | 依据类型
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite it | 引用原文
// note: Reads every text, so it takes more than 50 ms at 100,000 nodes; suyuan search is quicker on Neo4j. · 需逐一读取正文，十万个节点时超过 50 毫秒；在 Neo4j 上可用 suyuan search。
// example: words=体育
MATCH (t:Task)-[r:DRIVEN_BY]->(n:Document)
WHERE t.text CONTAINS $words AND ($basis = '' OR r.basis = $basis) AND coalesce(r.confidence, 0.0) >= $confidence
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
OPTIONAL MATCH (g:Goal)-[:HAS_TASK]->(t)
RETURN d.title AS document_title, g.title AS goal_title, t.id AS task_id, t.text AS task, n.id AS driver_id,
  n.title AS driver, n.level AS level, r.basis AS basis, r.confidence AS confidence, r.quote AS quote
ORDER BY task_id, basis, driver_id, r.id
LIMIT $limit
