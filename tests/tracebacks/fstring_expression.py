record = {"name": "ann"}
line = f"name={record['name']}, age={record['age'] + 1}, end"
