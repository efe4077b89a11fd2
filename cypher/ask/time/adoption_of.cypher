// name: adoption_of
// about: How a document was taken up: local documents that cite it, by year and level.
// about.zh: 某文件的扩散：各年份、层级引用它的地方文件数
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// column: cited_id str id of the cited document | 被引文件编号
// column: year int year of issue of the citing documents, empty if unknown | 引用文件的印发年份；不详为空
// column: level str their level | 引用文件的层级
// column: documents int how many | 文件数
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
MATCH (h)-[:CITES]->(n)
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
WITH n, d.issued_on.year AS year, d.level AS level, count(DISTINCT d) AS documents
RETURN n.id AS cited_id, year, level, documents
ORDER BY cited_id, year, level
