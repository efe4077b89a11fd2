// name: upsert_place_part_of_place
// about: Edges Place-PART_OF->Place are as in the rows.
// about.zh: 写入 Place-PART_OF->Place 关系
// param: $rows list one map for each fact | 每条事实一个映射
// column: facts int how many | 数量
UNWIND $rows AS row
MATCH (a:Place {id: row.source})
MATCH (b:Place {id: row.target})
MERGE (a)-[r:PART_OF {id: row.id}]->(b)
SET r += row.properties
RETURN count(*) AS facts
