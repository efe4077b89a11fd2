// name: constrain_indicator
// about: Ids of Indicator are unique, and found at once.
// about.zh: Indicator 编号唯一
CREATE CONSTRAINT suyuan_indicator_id IF NOT EXISTS
FOR (n:Indicator) REQUIRE n.id IS UNIQUE
