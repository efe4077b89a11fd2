// name: citations_in_document
// about: Every citation that a local document makes, in the order of its text.
// about.zh: 某份地方文件中的全部引用，按原文顺序
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the local document | 地方文件编号
// column: first_char int where the words begin | 起始位置
// column: quote str the words | 引用原文
// column: role str what they do with the cited document | 引用作用
// column: cue str the words that govern it | 引导词
// column: cited_id str id of the cited document | 被引文件编号
// column: cited str its title | 被引文件标题
// column: verdict str match, unsure or unknown | 识别结论
// column: confidence float how sure, from 0 to 1 | 置信度
// note: Words that many titles hold, or a large place, take more than 50 ms at 100,000 nodes; an id or a number does not. · 若标题用词匹配很多文件，十万个节点时超过 50 毫秒；用编号或字号则不会。
// example: document=要点
MATCH (d:Document {origin: 'corpus'})-[:HAS_PART|HAS_GOAL*0..6]->(h)-[c:CITES]->(n:Document)
WHERE d.id = $document OR d.doc_number = $document OR d.title CONTAINS $document
RETURN d.id AS document_id, c.first_char AS first_char, c.quote AS quote, c.role AS role, c.cue AS cue, n.id AS cited_id,
  n.title AS cited, c.verdict AS verdict, c.confidence AS confidence
ORDER BY document_id, first_char, cited_id, c.id
LIMIT $limit
