// name: read_nodes
// about: All nodes of ours, whole.
// about.zh: 本库写入的全部节点及其属性
// column: label str its label | 标签
// column: properties map its properties | 属性
MATCH (n:Document|Part|Goal|Task|Mention|Body|Place|Theme|Indicator)
WHERE n.content_hash IS NOT NULL
RETURN CASE WHEN n:Document THEN 'Document' WHEN n:Part THEN 'Part' WHEN n:Goal THEN 'Goal' WHEN n:Task THEN 'Task' WHEN n:Mention THEN 'Mention' WHEN n:Body THEN 'Body' WHEN n:Place THEN 'Place' WHEN n:Theme THEN 'Theme' WHEN n:Indicator THEN 'Indicator' END AS label, properties(n) AS properties
