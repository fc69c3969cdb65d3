import attr_two
value = 1
