// name: count_edges
// about: How many edges of ours there are.
// about.zh: 本库写入的数量
// column: facts int how many | 数量
MATCH ()-[n:HAS_GOAL|HAS_PART|IN_PART|HAS_TASK|CITES|DRIVEN_BY|IMPLEMENTS|BASED_ON|FORWARDS|AMENDS|REPEALS|SUPERSEDES|ISSUED_BY|IN_PLACE|PART_OF|ASSIGNED_TO|HAS_INDICATOR|ABOUT|HAS_OPEN]->()
WHERE n.content_hash IS NOT NULL
RETURN count(n) AS facts
