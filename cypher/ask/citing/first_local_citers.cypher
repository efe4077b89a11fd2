// name: first_local_citers
// about: For each cited document, the local document that cited it first.
// about.zh: 每份被引文件最早的地方引用者
// param: $level str "central" level of the cited or driving document; empty for all | 被引或驱动文件的层级；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the cited document | 被引文件编号
// column: title str its title | 被引文件标题
// column: first_on date day of issue of the first to cite it | 最早引用者的印发日期
// column: citer_id str id of that document | 最早引用者编号
// column: citer str its title | 最早引用者标题
// column: cited_by int how many local documents with a date cite it | 引用它的（有日期的）地方文件数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: limit=10
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)-[:CITES]->(n:Document)
WHERE d.issued_on IS NOT NULL AND ($level = '' OR n.level = $level)
WITH DISTINCT n, d
ORDER BY d.issued_on, d.id
WITH n, collect(d) AS citing, count(d) AS cited_by
WITH n, head(citing) AS first, cited_by
RETURN n.id AS document_id, n.title AS title, first.issued_on AS first_on, first.id AS citer_id, first.title AS citer,
  cited_by
ORDER BY first_on, document_id
LIMIT $limit
