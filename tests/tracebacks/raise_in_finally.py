def work():
    try:
        1 / 0
    finally:
        [].pop()


work()
