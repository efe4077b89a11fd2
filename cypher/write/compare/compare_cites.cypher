// name: compare_cites
// about: CITES edges that are new or have changed.
// about.zh: 新增或有变化的 CITES
// param: $facts list mark, content hash and id of each fact in one word | 每条事实的标记、内容哈希与编号连写
// column: id str id of the fact | 编号
// column: is_new bool whether it was not there | 是否新增
// column: source str id of the node it leaves now | 现起点编号
// column: source_label str the label of that node | 起点标签
// column: target str id of the node it enters now | 现终点编号
// column: target_label str the label of that node | 终点标签
UNWIND $facts AS fact
WITH fact, substring(fact, 1, 16) AS hash, substring(fact, 17) AS id
OPTIONAL MATCH (a)-[n:CITES {id: id}]->(b)
WITH hash, id, a, n, b
WHERE n IS NULL OR n.content_hash IS NULL OR n.content_hash <> hash
RETURN id, n IS NULL AS is_new, a.id AS source, CASE WHEN a:Document THEN 'Document' WHEN a:Part THEN 'Part' WHEN a:Goal THEN 'Goal' WHEN a:Task THEN 'Task' WHEN a:Mention THEN 'Mention' WHEN a:Body THEN 'Body' WHEN a:Place THEN 'Place' WHEN a:Theme THEN 'Theme' WHEN a:Indicator THEN 'Indicator' END AS source_label,
  b.id AS target, CASE WHEN b:Document THEN 'Document' WHEN b:Part THEN 'Part' WHEN b:Goal THEN 'Goal' WHEN b:Task THEN 'Task' WHEN b:Mention THEN 'Mention' WHEN b:Body THEN 'Body' WHEN b:Place THEN 'Place' WHEN b:Theme THEN 'Theme' WHEN b:Indicator THEN 'Indicator' END AS target_label
