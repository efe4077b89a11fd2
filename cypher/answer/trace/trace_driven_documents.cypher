// name: trace_driven_documents
// about: The documents that state a directive as their basis.
// about.zh: 以某文件为依据的文件
// param: $id str id of the directive | 驱动文件编号
// column: document_id str id of the document | 文件编号
// column: basis str document | 依据类型
// column: confidence float how sure, from 0 to 1 | 置信度
// column: quote str the words that cite the directive | 引用原文
// column: quote_first int where they begin | 起始位置
// column: quote_end int where they end | 结束位置
// column: why str the reasons | 理由
// example: id=国发〔2020〕1号
MATCH (n:Document {id: $id})<-[r:DRIVEN_BY]-(d:Document)
RETURN d.id AS document_id, r.basis AS basis, r.confidence AS confidence, r.quote AS quote,
  r.first_char AS quote_first, r.end_char AS quote_end, r.why AS why
ORDER BY document_id, r.id
