// name: indicators_of_document
// about: The indicators of a document, in the order of its text.
// about.zh: 某文件的全部指标，按原文顺序
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_title str title of the document | 文件标题
// column: task_id str id of the task | 任务编号
// column: value str value as written | 原文数值
// column: unit str its unit | 单位
// column: comparator str how it bounds | 比较关系
// column: deadline str by when | 时限
// column: quote str the words | 原文
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=要点
MATCH (d:Document)-[:HAS_PART|HAS_GOAL|HAS_TASK*1..8]->(t:Task)-[:HAS_INDICATOR]->(i:Indicator)
WHERE d.id = $document OR d.doc_number = $document OR d.title CONTAINS $document
RETURN d.title AS document_title, t.id AS task_id, i.value AS value, i.unit AS unit, i.comparator AS comparator,
  i.deadline AS deadline, i.quote AS quote
ORDER BY d.id, t.first_char, task_id, i.id
LIMIT $limit
