// name: places_below
// about: The places below a place, and how many documents each has here.
// about.zh: 某地区的下辖地区及其文件数
// param: $place str words of the name of the place | 地区名称中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: above str title of the place | 上级地区
// column: steps int how many levels below it | 相隔级数
// column: place_id str id of the place below | 下辖地区编号
// column: place str its title | 下辖地区
// column: documents int how many documents | 文件数
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: place=云
MATCH path = (p:Place)-[:PART_OF*1..3]->(q:Place)
WHERE q.id = $place OR q.title CONTAINS $place
WITH DISTINCT q, p, length(path) AS steps
OPTIONAL MATCH (p)<-[:IN_PLACE]-(d:Document {origin: 'corpus'})
WITH q, p, steps, count(d) AS documents
RETURN q.title AS above, steps, p.id AS place_id, p.title AS place, documents
ORDER BY q.id, steps, place_id
LIMIT $limit
