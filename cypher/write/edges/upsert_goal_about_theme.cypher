// name: upsert_goal_about_theme
// about: Edges Goal-ABOUT->Theme are as in the rows.
// about.zh: 写入 Goal-ABOUT->Theme 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Goal {id: row.source})
MATCH (b:Theme {id: row.target})
MERGE (a)-[r:ABOUT {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
