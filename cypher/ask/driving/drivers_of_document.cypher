// name: drivers_of_document
// about: Which documents drive the goals of one local document, and how many of them.
// about.zh: 驱动某份地方文件各目标的文件及其驱动的目标数
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the local document | 地方文件编号
// column: driver_id str id of the driving document | 驱动文件编号
// column: driver str its title | 驱动文件标题
// column: level str its level | 驱动文件层级
// column: goals int how many goals it drives | 所驱动的目标数
// column: tasks int how many tasks it drives | 所驱动的任务数
// column: confidence float the highest confidence | 最高置信度
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=要点
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(g:Goal)-[r:DRIVEN_BY]->(n:Document)
WHERE d.id = $document OR d.doc_number = $document OR d.title CONTAINS $document
WITH d, n, count(DISTINCT g) AS goals, sum(coalesce(r.tasks, 0)) AS tasks, max(r.confidence) AS confidence
RETURN d.id AS document_id, n.id AS driver_id, n.title AS driver, n.level AS level, goals, tasks, confidence
ORDER BY document_id, goals DESC, tasks DESC, driver_id
LIMIT $limit
