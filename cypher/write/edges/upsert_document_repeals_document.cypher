// name: upsert_document_repeals_document
// about: Edges Document-REPEALS->Document are as in the rows.
// about.zh: 写入 Document-REPEALS->Document 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Document {id: row.source})
MATCH (b:Document {id: row.target})
MERGE (a)-[r:REPEALS {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
