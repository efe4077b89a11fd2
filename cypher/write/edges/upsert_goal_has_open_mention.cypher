// name: upsert_goal_has_open_mention
// about: Edges Goal-HAS_OPEN->Mention are as in the rows.
// about.zh: 写入 Goal-HAS_OPEN->Mention 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Goal {id: row.source})
MATCH (b:Mention {id: row.target})
MERGE (a)-[r:HAS_OPEN {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
