// name: trace_tasks
// about: The tasks that are meant by an id, or whose words hold all these words, those with drivers first.
// about.zh: 由编号或任务文字找到的任务，有依据者在前
// param: $ids list ids | 编号
// param: $words list words that the task must hold, all of them | 任务须全部含有的文字
// param: $limit int 20 at most this many rows | 最多返回的行数
// column: task_id str id of the task | 任务编号
// column: text str its words | 任务原文
// column: first_char int where they begin | 起始位置
// column: end_char int where they end | 结束位置
// column: holder_id str id of the goal, part or document that holds it | 任务所在目标、部分或文件的编号
// column: holder_title str its title | 其标题
// column: document_id str id of the document | 文件编号
// column: drivers int how many documents drive it | 驱动它的文件数
MATCH (t:Task)
WHERE t.id IN $ids OR (size($words) > 0 AND all(word IN $words WHERE t.text CONTAINS word))
MATCH (t)<-[:HAS_TASK]-(h)
MATCH (d:Document)-[:HAS_GOAL|HAS_PART*0..8]->(h)
OPTIONAL MATCH (t)-[r:DRIVEN_BY]->(:Document)
WITH t, h, d, count(r) AS drivers
RETURN t.id AS task_id, t.text AS text, t.first_char AS first_char, t.end_char AS end_char, h.id AS holder_id,
  h.title AS holder_title, d.id AS document_id, drivers
ORDER BY drivers DESC, document_id, first_char, task_id
LIMIT $limit
