// name: documents_by_place
// about: How many documents, goals and driven goals each place has.
// about.zh: 各地区的文件数、目标数与有驱动文件的目标数
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: place_id str id of the place | 地区编号
// column: place str its title | 地区
// column: level str its level | 地区层级
// column: documents int how many documents | 文件数
// column: goals int how many goals | 目标数
// column: driven_goals int how many goals some document drives | 有驱动文件的目标数
// example: limit=10
MATCH (p:Place)<-[:IN_PLACE]-(d:Document {origin: 'corpus'})
OPTIONAL MATCH (d)-[:HAS_GOAL]->(g:Goal)
WITH p, count(DISTINCT d) AS documents, count(DISTINCT g) AS goals
OPTIONAL MATCH (p)<-[:IN_PLACE]-(:Document {origin: 'corpus'})-[:HAS_GOAL]->(h:Goal)-[:DRIVEN_BY]->(:Document)
WITH p, documents, goals, count(DISTINCT h) AS driven_goals
RETURN p.id AS place_id, p.title AS place, p.level AS level, documents, goals, driven_goals
ORDER BY documents DESC, goals DESC, place_id
LIMIT $limit
