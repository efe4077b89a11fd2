// name: list_loose_nodes
// about: List parts of documents that no document holds, left by a load that was cut off.
// about.zh: 中断写入遗留的、无所属的节点
// column: label str its label | 标签
// column: id str id of the fact | 编号
MATCH (n:Part|Goal|Task|Mention|Indicator)
WHERE n.content_hash IS NOT NULL AND NOT EXISTS { ()-[:HAS_PART|HAS_GOAL|HAS_TASK|HAS_INDICATOR|HAS_OPEN]->(n) }
RETURN DISTINCT CASE WHEN n:Document THEN 'Document' WHEN n:Part THEN 'Part' WHEN n:Goal THEN 'Goal' WHEN n:Task THEN 'Task' WHEN n:Mention THEN 'Mention' WHEN n:Body THEN 'Body' WHEN n:Place THEN 'Place' WHEN n:Theme THEN 'Theme' WHEN n:Indicator THEN 'Indicator' END AS label, n.id AS id
