// name: citation_pairs
// about: How often each document cites each other document, from its goals, parts or itself.
// about.zh: 各文件（含其目标、部分）引用其他文件的次数
// column: citing str id of the citing document | 引用文件编号
// column: cited str id of the cited document | 被引用文件编号
// column: citations int how often | 次数
MATCH (d:Document)-[:HAS_GOAL|HAS_PART*0..8]->(h)-[c:CITES]->(n:Document)
RETURN d.id AS citing, n.id AS cited, count(c) AS citations
ORDER BY citing, cited
