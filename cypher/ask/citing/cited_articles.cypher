// name: cited_articles
// about: Which articles of a document are cited, and how often.
// about.zh: 某文件被引用的具体条款及次数
// param: $document str its id, its document number, or words of its title | 文件编号、发文字号或标题中的文字
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the cited document | 被引文件编号
// column: title str its title | 标题
// column: articles str the articles as written | 条款原文
// column: citations int how many citations | 引用次数
// note: Goes through every citation, so it takes more than 50 ms from about 20,000 nodes on. · 需遍历全部引用，约两万个节点以上时超过 50 毫秒。
// example: document=法
MATCH (h)-[c:CITES]->(n:Document)
WHERE c.articles IS NOT NULL AND c.articles <> ''
  AND (n.id = $document OR n.doc_number = $document OR n.title CONTAINS $document)
WITH n, c.articles AS articles, count(c) AS citations
RETURN n.id AS document_id, n.title AS title, articles, citations
ORDER BY document_id, citations DESC, articles
LIMIT $limit
