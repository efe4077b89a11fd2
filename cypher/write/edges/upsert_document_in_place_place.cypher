// name: upsert_document_in_place_place
// about: Edges Document-IN_PLACE->Place are as in the rows.
// about.zh: 写入 Document-IN_PLACE->Place 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Document {id: row.source})
MATCH (b:Place {id: row.target})
MERGE (a)-[r:IN_PLACE {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
