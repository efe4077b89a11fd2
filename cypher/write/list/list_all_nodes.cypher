// name: list_all_nodes
// about: List all nodes of ours.
// about.zh: 本库写入的全部节点
// column: label str its label | 标签
// column: id str id of the fact | 编号
MATCH (n:Document|Part|Goal|Task|Mention|Body|Place|Theme|Indicator)
WHERE n.content_hash IS NOT NULL
RETURN DISTINCT CASE WHEN n:Document THEN 'Document' WHEN n:Part THEN 'Part' WHEN n:Goal THEN 'Goal' WHEN n:Task THEN 'Task' WHEN n:Mention THEN 'Mention' WHEN n:Body THEN 'Body' WHEN n:Place THEN 'Place' WHEN n:Theme THEN 'Theme' WHEN n:Indicator THEN 'Indicator' END AS label, n.id AS id
