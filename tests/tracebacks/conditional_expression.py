def pick(flag):
    return "yes" if flag else {}["no"]


print(pick(True))
print(pick(False))
