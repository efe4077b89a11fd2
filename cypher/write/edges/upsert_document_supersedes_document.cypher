// name: upsert_document_supersedes_document
// about: Edges Document-SUPERSEDES->Document are as in the rows.
// about.zh: 写入 Document-SUPERSEDES->Document 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Document {id: row.source})
MATCH (b:Document {id: row.target})
MERGE (a)-[r:SUPERSEDES {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
