try:
    pass
except ValueError:
    pass
else:
    raise LookupError("in else")
finally:
    print("finally ran")
