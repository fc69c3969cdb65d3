where = "three"
