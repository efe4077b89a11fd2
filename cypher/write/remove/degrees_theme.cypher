// name: degrees_theme
// about: How many edges Theme nodes of ours have.
// about.zh: Theme 节点的关系数
// param: $ids list ids | 编号
// column: id str id of the fact | 编号
// column: degree int how many edges | 关系数
UNWIND $ids AS id
MATCH (n:Theme {id: id})
WHERE n.content_hash IS NOT NULL
RETURN n.id AS id, COUNT { (n)--() } AS degree
