// name: constrain_mention
// about: Ids of Mention are unique, and found at once.
// about.zh: Mention 编号唯一
CREATE CONSTRAINT suyuan_mention_id IF NOT EXISTS
FOR (n:Mention) REQUIRE n.id IS UNIQUE
