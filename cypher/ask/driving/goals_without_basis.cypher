// name: goals_without_basis
// about: Goals that cite nothing and that no document drives: no cited basis at all.
// about.zh: 没有任何引用依据的目标
// param: $kind str "" only goals of this kind; empty for all | 仅此类别的目标；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: document_title str its title | 文件标题
// column: goal_id str id of the goal | 目标编号
// column: goal_title str its title | 目标标题
// column: kind str what the goal is for | 目标类别
// column: tasks int how many tasks it has | 任务数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})-[:HAS_GOAL]->(g:Goal)
WHERE ($kind = '' OR g.kind = $kind) AND NOT EXISTS { (g)-[:CITES]->(:Document) }
  AND NOT EXISTS { (g)-[:DRIVEN_BY]->(:Document) } AND NOT EXISTS { (g)-[:HAS_OPEN]->(:Mention) }
OPTIONAL MATCH (g)-[:HAS_TASK]->(t:Task)
WITH d, g, count(t) AS tasks
RETURN d.id AS document_id, d.title AS document_title, g.id AS goal_id, g.title AS goal_title, g.kind AS kind, tasks
ORDER BY document_id, g.order, goal_id
LIMIT $limit
