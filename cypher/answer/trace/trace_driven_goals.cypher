// name: trace_driven_goals
// about: The goals that a directive drives.
// about.zh: 某文件驱动的目标
// param: $id str id of the directive | 驱动文件编号
// column: document_id str id of the document that holds the goal | 目标所在文件编号
// column: goal_id str id of the goal | 目标编号
// column: goal_title str its title | 目标标题
// column: goal_marker str its marker | 目标序号
// column: first_char int where it begins | 起始位置
// column: end_char int where it ends | 结束位置
// column: basis str the strongest basis | 最强依据
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite the directive | 引用原文
// column: quote_first int where they begin | 引用起始位置
// column: quote_end int where they end | 引用结束位置
// column: why str the reasons | 理由
// example: id=国发〔2020〕1号
MATCH (n:Document {id: $id})<-[r:DRIVEN_BY]-(g:Goal)<-[:HAS_GOAL]-(d:Document)
RETURN d.id AS document_id, g.id AS goal_id, g.title AS goal_title, g.marker AS goal_marker,
  g.first_char AS first_char, g.end_char AS end_char, r.basis AS basis, r.confidence AS confidence,
  r.quote AS quote, r.first_char AS quote_first, r.end_char AS quote_end, r.why AS why
ORDER BY document_id, first_char, goal_id, r.id
