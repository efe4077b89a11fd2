// name: citations_with_words
// about: Citations whose words hold these.
// about.zh: 引用原文含有这些文字的引用
// param: $words str words to look for | 要查找的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the citing document | 引用文件编号
// column: quote str the words | 引用原文
// column: role str what they do with the cited document | 引用作用
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: verdict str match, unsure or unknown | 识别结论
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: words=落实
MATCH (h)-[c:CITES]->(n:Document)
WHERE c.quote CONTAINS $words
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)
RETURN d.id AS document_id, c.quote AS quote, c.role AS role, n.id AS cited_id, n.title AS cited, c.verdict AS verdict
ORDER BY document_id, c.first_char, cited_id, c.id
LIMIT $limit
