// name: documents_driven_by
// about: Which local documents a directive drives, and how many of their goals and tasks.
// about.zh: 某文件驱动了哪些地方文件，各有多少目标与任务
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: driver_id str id of the directive | 驱动文件编号
// column: document_id str id of the local document | 地方文件编号
// column: document_title str its title | 地方文件标题
// column: place str its place | 地区
// column: issued_on date day of issue | 印发日期
// column: goals int how many of its goals are driven | 被驱动的目标数
// column: tasks int how many of its tasks are driven | 被驱动的任务数
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)<-[r:DRIVEN_BY]-(g:Goal)<-[:HAS_GOAL]-(d:Document {origin: 'corpus'})
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
WITH n, d, count(DISTINCT g) AS goals, sum(coalesce(r.tasks, 0)) AS tasks
RETURN n.id AS driver_id, d.id AS document_id, d.title AS document_title, d.place AS place, d.issued_on AS issued_on,
  goals, tasks
ORDER BY driver_id, goals DESC, tasks DESC, document_id
LIMIT $limit
