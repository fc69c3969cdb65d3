with open_thing() if False else 5 as f:
    print(f)
