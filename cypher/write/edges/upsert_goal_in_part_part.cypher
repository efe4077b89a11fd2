// name: upsert_goal_in_part_part
// about: Edges Goal-IN_PART->Part are as in the rows.
// about.zh: 写入 Goal-IN_PART->Part 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Goal {id: row.source})
MATCH (b:Part {id: row.target})
MERGE (a)-[r:IN_PART {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
