// name: measured_documents
// about: Every document with what a table of measures shows of it.
// about.zh: 指标表所列的全部文件
// column: id str its id | 文件编号
// column: title str its title | 标题
// column: doc_number str its number | 发文字号
// column: level str its level | 层级
// column: origin str corpus, catalogue or cited | 来源
MATCH (d:Document)
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.level AS level, d.origin AS origin
ORDER BY id
