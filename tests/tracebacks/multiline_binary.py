x = 10
y = "a"
total = (
    x * 2
    + (
        x
        - y
    )
    * 4
)
