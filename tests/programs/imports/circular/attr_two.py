import attr_one
print(attr_one.value)
