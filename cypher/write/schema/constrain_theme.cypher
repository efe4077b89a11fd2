// name: constrain_theme
// about: Ids of Theme are unique, and found at once.
// about.zh: Theme 编号唯一
CREATE CONSTRAINT suyuan_theme_id IF NOT EXISTS
FOR (n:Theme) REQUIRE n.id IS UNIQUE
