// name: documents_missing_facts
// about: Local documents whose number, date, kind, place or level is not known.
// about.zh: 字号、日期、文种、地区或层级不详的地方文件
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: document_id str id of the document | 文件编号
// column: title str its title | 标题
// column: missing list what is not known | 不详的项目
// example: limit=10
MATCH (d:Document {origin: 'corpus'})
WITH d, CASE WHEN d.doc_number IS NULL THEN ['doc_number'] ELSE [] END
  + CASE WHEN d.issued_on IS NULL THEN ['issued_on'] ELSE [] END
  + CASE WHEN d.kind IS NULL THEN ['kind'] ELSE [] END
  + CASE WHEN d.place IS NULL THEN ['place'] ELSE [] END
  + CASE WHEN d.level IS NULL OR d.level = 'unknown' THEN ['level'] ELSE [] END AS missing
WHERE size(missing) > 0
RETURN d.id AS document_id, d.title AS title, missing
ORDER BY size(missing) DESC, document_id
LIMIT $limit
