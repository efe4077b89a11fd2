// name: list_unnamed_nodes
// about: List shared nodes that nothing names, left by a load that was cut off.
// about.zh: 中断写入遗留的、无人引用的共享节点
// column: label str its label | 标签
// column: id str id of the fact | 编号
MATCH (n:Document|Body|Place|Theme)
WHERE n.content_hash IS NOT NULL AND (NOT n:Document OR n.origin = 'cited') AND NOT EXISTS { (n)--() }
RETURN DISTINCT CASE WHEN n:Document THEN 'Document' WHEN n:Part THEN 'Part' WHEN n:Goal THEN 'Goal' WHEN n:Task THEN 'Task' WHEN n:Mention THEN 'Mention' WHEN n:Body THEN 'Body' WHEN n:Place THEN 'Place' WHEN n:Theme THEN 'Theme' WHEN n:Indicator THEN 'Indicator' END AS label, n.id AS id
