assert (1, 'message')
assert (1,), 'message'
assert 1, 'message'
if 0:
    assert (
        0, 1)
