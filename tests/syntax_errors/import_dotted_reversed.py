import a.y.z, b from b.y.z as bar
