// name: upsert_task_has_indicator_indicator
// about: Edges Task-HAS_INDICATOR->Indicator are as in the rows.
// about.zh: 写入 Task-HAS_INDICATOR->Indicator 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Task {id: row.source})
MATCH (b:Indicator {id: row.target})
MERGE (a)-[r:HAS_INDICATOR {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
