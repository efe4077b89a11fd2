// name: places_citing
// about: Places whose documents cite a document, with the day of the first.
// about.zh: 其文件引用了某文件的地区及最早日期
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: cited_id str id of the cited document | 被引文件编号
// column: place str the place | 地区
// column: documents int how many of its documents cite it | 引用它的文件数
// column: first_on date day of issue of the first with a date | 最早（有日期者）印发日期
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=意见
MATCH (n:Document)
WHERE n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document
MATCH (h)-[:CITES]->(n)
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
WHERE d.place IS NOT NULL
WITH n, d.place AS place, count(DISTINCT d) AS documents, min(d.issued_on) AS first_on
RETURN n.id AS cited_id, place, documents, first_on
ORDER BY cited_id, first_on, place
LIMIT $limit
