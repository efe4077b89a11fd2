// name: four_level_chains
// about: Complete chains from a county document over its city and province to a central one.
// about.zh: 县—市—省—中央四级完整链条
// param: $limit int 50 at most this many rows | 最多返回的行数
// column: county str title of the county document | 县级文件
// column: municipal str title of the city's document | 市级文件
// column: provincial str title of the province's document | 省级文件
// column: central str title of the central document | 中央文件
// column: county_id str id of the county document | 县级文件编号
// column: municipal_id str id of the city's document | 市级文件编号
// column: provincial_id str id of the province's document | 省级文件编号
// column: central_id str id of the central document | 中央文件编号
// example: limit=10
MATCH (c:Document {level: 'county'})-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(m:Document {level: 'municipal'})
MATCH (m)-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(p:Document {level: 'provincial'})
MATCH (p)-[:IMPLEMENTS|BASED_ON|FORWARDS|DRIVEN_BY]->(n:Document {level: 'central'})
RETURN DISTINCT c.title AS county, m.title AS municipal, p.title AS provincial, n.title AS central, c.id AS county_id,
  m.id AS municipal_id, p.id AS provincial_id, n.id AS central_id
ORDER BY county_id, municipal_id, provincial_id, central_id
LIMIT $limit
