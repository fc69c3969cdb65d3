config = {"server": {"name": None}}
key = "server"
print(config[key]["missing"]["deeper"])
