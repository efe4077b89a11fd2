// name: constrain_has_indicator
// about: Ids of HAS_INDICATOR are unique, and found at once.
// about.zh: HAS_INDICATOR 编号唯一
CREATE CONSTRAINT suyuan_has_indicator_id IF NOT EXISTS
FOR ()-[n:HAS_INDICATOR]-() REQUIRE n.id IS UNIQUE
