// name: constrain_body
// about: Ids of Body are unique, and found at once.
// about.zh: Body 编号唯一
CREATE CONSTRAINT suyuan_body_id IF NOT EXISTS
FOR (n:Body) REQUIRE n.id IS UNIQUE
