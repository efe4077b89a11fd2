// name: constrain_part
// about: Ids of Part are unique, and found at once.
// about.zh: Part 编号唯一
CREATE CONSTRAINT suyuan_part_id IF NOT EXISTS
FOR (n:Part) REQUIRE n.id IS UNIQUE
