def describe(age):
    return "age: " + age


people = {"ann": 5}
for name in people:
    print(name, describe(age=people[name]))
