// name: list_held_edges
// about: List edges that leave documents or what they hold.
// about.zh: 自文件及其所属节点出发的关系
// param: $ids list ids | 编号
// column: edge_type str its type | 类型
// column: id str id of the fact | 编号
// column: source str id of the node it leaves | 起点编号
// column: target str id of the node it enters | 终点编号
// column: target_label str the label of that node | 终点标签
UNWIND $ids AS id
MATCH (:Document {id: id})-[:HAS_PART|HAS_GOAL|HAS_TASK|HAS_INDICATOR|HAS_OPEN*0..12]->(a)-[r:HAS_GOAL|HAS_PART|IN_PART|HAS_TASK|CITES|DRIVEN_BY|IMPLEMENTS|BASED_ON|FORWARDS|AMENDS|REPEALS|SUPERSEDES|ISSUED_BY|IN_PLACE|PART_OF|ASSIGNED_TO|HAS_INDICATOR|ABOUT|HAS_OPEN]->(b)
WHERE r.content_hash IS NOT NULL
RETURN DISTINCT type(r) AS edge_type, r.id AS id, a.id AS source, b.id AS target,
  CASE WHEN b:Document THEN 'Document' WHEN b:Part THEN 'Part' WHEN b:Goal THEN 'Goal' WHEN b:Task THEN 'Task' WHEN b:Mention THEN 'Mention' WHEN b:Body THEN 'Body' WHEN b:Place THEN 'Place' WHEN b:Theme THEN 'Theme' WHEN b:Indicator THEN 'Indicator' END AS target_label
