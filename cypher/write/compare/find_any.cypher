// name: find_any
// about: A node of ours, if there is any.
// about.zh: 本库写入的任一节点（如有）
// column: id str id of the fact | 编号
MATCH (n:Document|Part|Goal|Task|Mention|Body|Place|Theme|Indicator)
WHERE n.content_hash IS NOT NULL
RETURN n.id AS id
LIMIT 1
