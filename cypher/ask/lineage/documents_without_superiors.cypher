// name: documents_without_superiors
// about: Local documents that neither implement nor rest on any other, nor cite one.
// about.zh: 既不贯彻、依据，也不引用任何文件的地方文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: title str its title | 标题
// column: level str its level | 层级
// column: goals int how many goals it has | 目标数
// example: limit=10
MATCH (d:Document {origin: 'corpus'})
WHERE NOT EXISTS { (d)-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(:Document) }
OPTIONAL MATCH (d)-[:HAS_PART|HAS_GOAL*0..6]->(h)-[c:CITES]->(:Document)
WITH d, count(c) AS citations
WHERE citations = 0
OPTIONAL MATCH (d)-[:HAS_GOAL]->(g:Goal)
WITH d, count(g) AS goals
RETURN d.id AS document_id, d.title AS title, d.level AS level, goals
ORDER BY document_id
LIMIT $limit
