// name: compare_part
// about: Part facts that are new or have changed.
// about.zh: 新增或有变化的 Part
// param: $facts list mark, content hash and id of each fact in one word | 每条事实的标记、内容哈希与编号连写
// column: id str id of the fact | 编号
// column: is_new bool whether it was not there | 是否新增
UNWIND $facts AS fact
WITH fact, substring(fact, 1, 16) AS hash, substring(fact, 17) AS id
OPTIONAL MATCH (n:Part {id: id})
WITH fact, hash, id, n
WHERE n IS NULL OR n.content_hash IS NULL OR n.content_hash <> hash
RETURN id, n IS NULL AS is_new
