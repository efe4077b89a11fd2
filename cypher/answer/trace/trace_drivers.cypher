// name: trace_drivers
// about: What drives a task, goal or document, the surest first.
// about.zh: 驱动某任务、目标或文件的文件
// param: $ids list ids of tasks, goals and documents | 任务、目标与文件的编号
// column: source_id str id of what is driven | 被驱动者编号
// column: id str id of the driving document | 驱动文件编号
// column: title str its title | 标题
// column: doc_number str its number | 发文字号
// column: level str its level | 层级
// column: place str its place | 地区
// column: issued_on date day of issue | 印发日期
// column: origin str corpus, catalogue or cited | 来源
// column: basis str explicit, scope, goal or document | 依据类型
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite it | 引用原文
// column: quote_first int where they begin | 引用起始位置
// column: quote_end int where they end | 引用结束位置
// column: why str the reasons | 理由
MATCH (s:Task|Goal|Document)-[r:DRIVEN_BY]->(n:Document)
WHERE s.id IN $ids
RETURN s.id AS source_id, n.id AS id, n.title AS title, n.doc_number AS doc_number, n.level AS level,
  n.place AS place, n.issued_on AS issued_on, n.origin AS origin, r.basis AS basis, r.confidence AS confidence,
  r.quote AS quote, r.first_char AS quote_first, r.end_char AS quote_end, r.why AS why
ORDER BY source_id, confidence DESC, id, r.id
