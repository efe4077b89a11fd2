// name: missing_hops
// about: County documents that a central document drives while no document here of their city or province carries it out.
// about.zh: 受中央文件驱动、而其所属市或省在图中没有贯彻该文件之件的县级文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the county document | 县级文件编号
// column: document_title str its title | 县级文件标题
// column: central_id str id of the central document | 中央文件编号
// column: central str its title | 中央文件标题
// column: has_municipal bool whether a document of its city carries it out | 市级是否有贯彻文件
// column: has_provincial bool whether a document of its province carries it out | 省级是否有贯彻文件
// example: limit=10
MATCH (d:Document {origin: 'corpus', level: 'county'})-[:HAS_GOAL]->(:Goal)-[:DRIVEN_BY]->(n:Document {level: 'central'})
WITH DISTINCT d, n
OPTIONAL MATCH (d)-[:IN_PLACE]->(:Place)-[:PART_OF*1..2]->(:Place)<-[:IN_PLACE]-(m:Document)
  -[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(n)
WITH d, n, count(CASE WHEN m.level = 'municipal' THEN 1 END) AS municipal,
  count(CASE WHEN m.level = 'provincial' THEN 1 END) AS provincial
WHERE municipal = 0 OR provincial = 0
RETURN d.id AS document_id, d.title AS document_title, n.id AS central_id, n.title AS central,
  municipal > 0 AS has_municipal, provincial > 0 AS has_provincial
ORDER BY document_id, central_id
LIMIT $limit
