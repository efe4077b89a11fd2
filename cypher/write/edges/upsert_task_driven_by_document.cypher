// name: upsert_task_driven_by_document
// about: Edges Task-DRIVEN_BY->Document are as in the rows.
// about.zh: 写入 Task-DRIVEN_BY->Document 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Task {id: row.source})
MATCH (b:Document {id: row.target})
MERGE (a)-[r:DRIVEN_BY {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
