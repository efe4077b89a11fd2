// name: compare_part_of
// about: PART_OF facts that are new or have changed.
// about.zh: 新增或有变化的 PART_OF
// param: $hashes list id and content hash of each fact | 每条事实的编号与内容哈希
// column: id str id of the fact | 编号
// column: is_new bool whether it was not there | 是否新增
UNWIND $hashes AS row
OPTIONAL MATCH ()-[n:PART_OF {id: row[0]}]->()
WITH row, n
WHERE n IS NULL OR n.content_hash IS NULL OR n.content_hash <> row[1]
RETURN row[0] AS id, n IS NULL AS is_new
