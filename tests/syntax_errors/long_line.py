value = one + two + three + four + five + six + seven + eight + nine + ten + eleven + twelve + 13 14
