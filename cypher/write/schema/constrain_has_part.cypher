// name: constrain_has_part
// about: Ids of HAS_PART are unique, and found at once.
// about.zh: HAS_PART 编号唯一
CREATE CONSTRAINT suyuan_has_part_id IF NOT EXISTS
FOR ()-[n:HAS_PART]-() REQUIRE n.id IS UNIQUE
