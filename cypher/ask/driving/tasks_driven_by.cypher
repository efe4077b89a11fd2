// name: tasks_driven_by
// about: Which tasks a document drives: down from a directive to local tasks.
// about.zh: 某文件驱动哪些任务
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $basis str "" only this basis: explicit, scope or goal; empty for all | 仅此依据类型；留空为全部
// param: $confidence float 0.0 at least this confidence | 最低置信度
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver str title of the driving document | 驱动文件标题
// column: document_id str id of the document that holds the task | 任务所在文件编号
// column: document_title str its title | 任务所在文件标题
// column: goal_title str title of the goal, empty outside any | 所在目标；在目标之外为空
// column: task_id str id of the task | 任务编号
// column: task str its words | 任务原文
// column: basis str explicit, scope or goal | 依据类型
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite the driver | 引用原文
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)<-[r:DRIVEN_BY]-(t:Task)
WHERE (n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document)
  AND ($basis = '' OR r.basis = $basis) AND coalesce(r.confidence, 0.0) >= $confidence
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t)
OPTIONAL MATCH (g:Goal)-[:HAS_TASK]->(t)
RETURN n.title AS driver, d.id AS document_id, d.title AS document_title, g.title AS goal_title, t.id AS task_id,
  t.text AS task, r.basis AS basis, r.confidence AS confidence, r.quote AS quote
ORDER BY document_id, task_id, driver, r.id
LIMIT $limit
