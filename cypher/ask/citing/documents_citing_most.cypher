// name: documents_citing_most
// about: Local documents ranked by how many documents they cite.
// about.zh: 按引用文件数排序的地方文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the local document | 地方文件编号
// column: title str its title | 标题
// column: place str its place | 地区
// column: cited int how many documents it cites | 引用的文件数
// column: citations int how many citations it makes | 引用次数
// column: central int how many of the cited are central | 其中中央文件数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)-[c:CITES]->(n:Document)
WITH d, count(DISTINCT n) AS cited, count(DISTINCT c) AS citations,
  count(DISTINCT CASE WHEN n.level = 'central' THEN n.id END) AS central
RETURN d.id AS document_id, d.title AS title, d.place AS place, cited, citations, central
ORDER BY cited DESC, citations DESC, document_id
LIMIT $limit
