// name: read_edges
// about: All edges of ours, whole.
// about.zh: 本库写入的全部关系及其属性
// column: edge_type str its type | 类型
// column: source str id of the node it leaves | 起点编号
// column: source_label str the label of that node | 起点标签
// column: target str id of the node it enters | 终点编号
// column: target_label str the label of that node | 终点标签
// column: properties map its properties | 属性
MATCH (a)-[r:HAS_GOAL|HAS_PART|IN_PART|HAS_TASK|CITES|DRIVEN_BY|IMPLEMENTS|BASED_ON|FORWARDS|AMENDS|REPEALS|SUPERSEDES|ISSUED_BY|IN_PLACE|PART_OF|ASSIGNED_TO|HAS_INDICATOR|ABOUT|HAS_OPEN]->(b)
WHERE r.content_hash IS NOT NULL
RETURN type(r) AS edge_type, a.id AS source, CASE WHEN a:Document THEN 'Document' WHEN a:Part THEN 'Part' WHEN a:Goal THEN 'Goal' WHEN a:Task THEN 'Task' WHEN a:Mention THEN 'Mention' WHEN a:Body THEN 'Body' WHEN a:Place THEN 'Place' WHEN a:Theme THEN 'Theme' WHEN a:Indicator THEN 'Indicator' END AS source_label,
  b.id AS target, CASE WHEN b:Document THEN 'Document' WHEN b:Part THEN 'Part' WHEN b:Goal THEN 'Goal' WHEN b:Task THEN 'Task' WHEN b:Mention THEN 'Mention' WHEN b:Body THEN 'Body' WHEN b:Place THEN 'Place' WHEN b:Theme THEN 'Theme' WHEN b:Indicator THEN 'Indicator' END AS target_label, properties(r) AS properties
