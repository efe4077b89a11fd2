// name: trace_documents
// about: The documents that are meant by an id, a number, or words of a title, the one that drives most first.
// about.zh: 由编号、发文字号或标题文字找到的文件，驱动最多者在前
// param: $ids list ids | 编号
// param: $number str "" document number, empty for none | 发文字号；留空为无
// param: $words list words that the title must hold, all of them | 标题须全部含有的文字
// param: $limit int 20 at most this many rows | 最多返回的行数
// column: id str its id | 文件编号
// column: title str its title | 标题
// column: doc_number str its number | 发文字号
// column: level str its level | 层级
// column: place str its place | 地区
// column: issued_on date day of issue | 印发日期
// column: origin str corpus, catalogue or cited | 来源
// column: drives int how many tasks, goals and documents it drives | 所驱动的任务、目标与文件数
MATCH (d:Document)
WHERE d.id IN $ids OR ($number <> '' AND d.doc_number = $number)
  OR (size($words) > 0 AND all(word IN $words WHERE d.title CONTAINS word))
OPTIONAL MATCH (d)<-[r:DRIVEN_BY]-()
WITH d, count(r) AS drives
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.level AS level, d.place AS place,
  d.issued_on AS issued_on, d.origin AS origin, drives
ORDER BY drives DESC, id
LIMIT $limit
