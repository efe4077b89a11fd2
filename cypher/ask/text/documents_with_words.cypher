// name: documents_with_words
// about: Documents whose title holds these words.
// about.zh: 标题含有这些文字的文件
// param: $words str words to look for | 要查找的文字
// param: $origin str "" only corpus, catalogue or cited; empty for all | 仅语料、目录或被引；留空为全部
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: title str its title | 标题
// column: doc_number str its document number | 发文字号
// column: level str its level | 层级
// column: issued_on date day of issue | 印发日期
// column: origin str corpus, catalogue or cited | 来源
// example: words=体育
MATCH (d:Document)
WHERE d.title CONTAINS $words AND ($origin = '' OR d.origin = $origin)
RETURN d.id AS document_id, d.title AS title, d.doc_number AS doc_number, d.level AS level, d.issued_on AS issued_on,
  d.origin AS origin
ORDER BY document_id
LIMIT $limit
