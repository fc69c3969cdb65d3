config = {"server": {"ports": [80, 443]}}
print(config["server"]["ports"][0])
print(config["server"]["ports"][2])
