class Box:
    total = None


box = Box()
box.total += 5
