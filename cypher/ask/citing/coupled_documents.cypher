// name: coupled_documents
// about: Pairs of local documents that cite the same documents (bibliographic coupling).
// about.zh: 引用相同文件的地方文件对（文献耦合）
// param: $least int 2 at least so many | 至少多少
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: first_id str id of one document | 文件甲编号
// column: first str its title | 文件甲标题
// column: second_id str id of the other | 文件乙编号
// column: second str its title | 文件乙标题
// column: shared int how many documents both cite | 共同引用的文件数
// note: Compares pairs, so its time grows with their number: seconds at 100,000 nodes. · 需两两比较，十万个节点时以秒计。
// example: least=2
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)-[:CITES]->(n:Document)
WITH DISTINCT n, d
ORDER BY d.id
WITH n, collect(d.id) AS citing
UNWIND citing AS first_id
UNWIND citing AS second_id
WITH first_id, second_id
WHERE first_id < second_id
WITH first_id, second_id, count(*) AS shared
WHERE shared >= $least
WITH first_id, second_id, shared
ORDER BY shared DESC, first_id, second_id
LIMIT $limit
MATCH (a:Document {id: first_id})
MATCH (b:Document {id: second_id})
RETURN first_id, a.title AS first, second_id, b.title AS second, shared
ORDER BY shared DESC, first_id, second_id
