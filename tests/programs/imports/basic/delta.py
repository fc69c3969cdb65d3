print("delta runs")
x = 10
