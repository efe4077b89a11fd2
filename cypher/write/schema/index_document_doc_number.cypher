// name: index_document_doc_number
// about: Document nodes are found by doc_number.
// about.zh: 按 doc_number 查找 Document 节点
CREATE INDEX suyuan_document_doc_number IF NOT EXISTS
FOR (n:Document) ON (n.doc_number)
