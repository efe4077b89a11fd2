// name: upsert_document_has_task_task
// about: Edges Document-HAS_TASK->Task are as in the rows.
// about.zh: 写入 Document-HAS_TASK->Task 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Document {id: row.source})
MATCH (b:Task {id: row.target})
MERGE (a)-[r:HAS_TASK {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
