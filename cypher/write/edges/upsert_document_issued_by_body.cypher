// name: upsert_document_issued_by_body
// about: Edges Document-ISSUED_BY->Body are as in the rows.
// about.zh: 写入 Document-ISSUED_BY->Body 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Document {id: row.source})
MATCH (b:Body {id: row.target})
MERGE (a)-[r:ISSUED_BY {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
