// name: goals_driven_by
// about: Which goals a document drives, strongest basis first.
// about.zh: 某文件驱动哪些目标，依据强者在前
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $basis str "" only this basis: explicit, scope or goal; empty for all | 仅此依据类型；留空为全部
// param: $confidence float 0.0 at least this confidence | 最低置信度
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the driving document | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: document_id str id of the document that holds the goal | 目标所在文件编号
// column: document_title str its title | 目标所在文件标题
// column: goal_id str id of the goal | 目标编号
// column: goal_title str its title | 目标标题
// column: basis str the strongest basis | 最强依据
// column: tasks int how many of its tasks it drives | 所驱动的任务数
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite it | 引用原文
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)<-[r:DRIVEN_BY]-(g:Goal)<-[:HAS_GOAL]-(d:Document)
WHERE (n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document)
  AND ($basis = '' OR r.basis = $basis) AND coalesce(r.confidence, 0.0) >= $confidence
RETURN n.id AS driver_id, n.title AS driver, d.id AS document_id, d.title AS document_title, g.id AS goal_id,
  g.title AS goal_title, r.basis AS basis, r.tasks AS tasks, r.confidence AS confidence, r.quote AS quote
ORDER BY CASE basis WHEN 'explicit' THEN 1 WHEN 'scope' THEN 2 WHEN 'goal' THEN 3 ELSE 4 END, driver_id, goal_id, r.id
LIMIT $limit
