// name: upsert_goal_cites_document
// about: Edges Goal-CITES->Document are as in the rows.
// about.zh: 写入 Goal-CITES->Document 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Goal {id: row.source})
MATCH (b:Document {id: row.target})
MERGE (a)-[r:CITES {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
