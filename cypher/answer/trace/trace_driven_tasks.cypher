// name: trace_driven_tasks
// about: The tasks that a directive drives, with what holds them.
// about.zh: 某文件驱动的任务及其所在目标
// param: $id str id of the directive | 驱动文件编号
// column: document_id str id of the document that holds the task | 任务所在文件编号
// column: holder_id str id of the goal, part or document that holds it | 任务所在目标、部分或文件的编号
// column: task_id str id of the task | 任务编号
// column: text str its words | 任务原文
// column: first_char int where they begin | 起始位置
// column: end_char int where they end | 结束位置
// column: basis str explicit, scope or goal | 依据类型
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite the directive | 引用原文
// column: quote_first int where they begin | 引用起始位置
// column: quote_end int where they end | 引用结束位置
// column: why str the reasons | 理由
// example: id=国发〔2020〕1号
MATCH (n:Document {id: $id})<-[r:DRIVEN_BY]-(t:Task)<-[:HAS_TASK]-(h)
MATCH (d:Document)-[:HAS_GOAL|HAS_PART*0..8]->(h)
RETURN d.id AS document_id, h.id AS holder_id, t.id AS task_id, t.text AS text, t.first_char AS first_char,
  t.end_char AS end_char, r.basis AS basis, r.confidence AS confidence, r.quote AS quote,
  r.first_char AS quote_first, r.end_char AS quote_end, r.why AS why
ORDER BY document_id, first_char, task_id, r.id
