// name: index_text
// about: Titles and texts are searched by Chinese words.
// about.zh: 标题与正文的中文全文索引
CREATE FULLTEXT INDEX suyuan_text IF NOT EXISTS
FOR (n:Document|Part|Goal|Task|Mention|Body|Place|Theme|Indicator) ON EACH [n.title, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
