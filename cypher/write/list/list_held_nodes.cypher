// name: list_held_nodes
// about: List nodes that documents hold.
// about.zh: 属于文件的节点
// param: $ids list ids | 编号
// column: label str its label | 标签
// column: id str id of the fact | 编号
UNWIND $ids AS id
MATCH (:Document {id: id})-[:HAS_PART|HAS_GOAL|HAS_TASK|HAS_INDICATOR|HAS_OPEN*1..12]->(n)
WHERE n.content_hash IS NOT NULL
RETURN DISTINCT CASE WHEN n:Document THEN 'Document' WHEN n:Part THEN 'Part' WHEN n:Goal THEN 'Goal' WHEN n:Task THEN 'Task' WHEN n:Mention THEN 'Mention' WHEN n:Body THEN 'Body' WHEN n:Place THEN 'Place' WHEN n:Theme THEN 'Theme' WHEN n:Indicator THEN 'Indicator' END AS label, n.id AS id
