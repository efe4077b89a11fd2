// name: upsert_goal_assigned_to_body
// about: Edges Goal-ASSIGNED_TO->Body are as in the rows.
// about.zh: 写入 Goal-ASSIGNED_TO->Body 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Goal {id: row.source})
MATCH (b:Body {id: row.target})
MERGE (a)-[r:ASSIGNED_TO {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
