x = 1
from fourth import y
done = (x, y)
