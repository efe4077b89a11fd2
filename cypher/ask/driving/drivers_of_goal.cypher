// name: drivers_of_goal
// about: Which documents drive the goals whose title or text holds these words.
// about.zh: 哪些文件驱动标题或正文含有这些文字的目标
// param: $words str words to look for | 要查找的文字
// param: $basis str "" only this basis: explicit, scope or goal; empty for all | 仅此依据类型；留空为全部
// param: $confidence float 0.0 at least this confidence | 最低置信度
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document that holds the goal | 目标所在文件
// column: goal_id str id of the goal | 目标编号
// column: goal_title str its title | 目标标题
// column: driver_id str id of the driving document | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: level str its level | 驱动文件层级
// column: basis str the strongest basis | 最强依据
// column: tasks int how many tasks of the goal it drives | 所驱动的任务数
// column: confidence float how sure, from 0 to 1 | 置信度
// note: Reads every text, so it takes more than 50 ms at 100,000 nodes; suyuan search is quicker on Neo4j. · 需逐一读取正文，十万个节点时超过 50 毫秒；在 Neo4j 上可用 suyuan search。
// example: words=体育
MATCH (d:Document)-[:HAS_GOAL]->(g:Goal)-[r:DRIVEN_BY]->(n:Document)
WHERE (g.title CONTAINS $words OR g.text CONTAINS $words)
  AND ($basis = '' OR r.basis = $basis) AND coalesce(r.confidence, 0.0) >= $confidence
RETURN d.title AS document_title, g.id AS goal_id, g.title AS goal_title, n.id AS driver_id, n.title AS driver,
  n.level AS level, r.basis AS basis, r.tasks AS tasks, r.confidence AS confidence
ORDER BY goal_id, driver_id, r.id
LIMIT $limit
