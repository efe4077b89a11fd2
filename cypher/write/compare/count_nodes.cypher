// name: count_nodes
// about: How many nodes of ours there are.
// about.zh: 本库写入的数量
// column: facts int how many | 数量
MATCH (n:Document|Part|Goal|Task|Mention|Body|Place|Theme|Indicator)
WHERE n.content_hash IS NOT NULL
RETURN count(n) AS facts
