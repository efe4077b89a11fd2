// name: constrain_based_on
// about: Ids of BASED_ON are unique, and found at once.
// about.zh: BASED_ON 编号唯一
CREATE CONSTRAINT suyuan_based_on_id IF NOT EXISTS
FOR ()-[n:BASED_ON]-() REQUIRE n.id IS UNIQUE
