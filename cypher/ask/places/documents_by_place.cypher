// name: documents_by_place
// about: How many documents, goals and driven goals each place has.
// about.zh: 各地区的文件数、目标数与有驱动文件的目标数
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: place str the place, empty where it is not known | 地区；不详为空
// column: documents int how many documents | 文件数
// column: goals int how many goals | 目标数
// column: driven_goals int how many goals some document drives | 有驱动文件的目标数
// note: Goes through every goal, so it takes about 50 ms at 100,000 nodes. · 需遍历全部目标，十万个节点时约 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})
OPTIONAL MATCH (d)-[:HAS_GOAL]->(g:Goal)
WITH d, count(g) AS goals
OPTIONAL MATCH (d)-[:HAS_GOAL]->(h:Goal)-[:DRIVEN_BY]->(:Document)
WITH d, goals, count(DISTINCT h) AS driven_goals
WITH d.place AS place, count(d) AS documents, sum(goals) AS goals, sum(driven_goals) AS driven_goals
RETURN place, documents, goals, driven_goals
ORDER BY documents DESC, goals DESC, place
LIMIT $limit
