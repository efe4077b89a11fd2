// name: citations_by_issuer
// about: Bodies ranked by how often documents that they issued are cited.
// about.zh: 按其发文被引次数排序的机关
// param: $level str "" only documents of this level; empty for all | 仅此层级的文件；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: body_id str id of the body | 机关编号
// column: body str its title | 机关名称
// column: documents int how many of its documents are cited | 被引文件数
// column: citations int how many citations these get | 引用次数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (b:Body)<-[:ISSUED_BY]-(n:Document)<-[c:CITES]-(h)
WHERE $level = '' OR n.level = $level
WITH b, count(DISTINCT n) AS documents, count(DISTINCT c) AS citations
RETURN b.id AS body_id, b.title AS body, documents, citations
ORDER BY citations DESC, documents DESC, body_id
LIMIT $limit
