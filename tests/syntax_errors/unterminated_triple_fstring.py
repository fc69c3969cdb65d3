x = f"""abc {1}
more
