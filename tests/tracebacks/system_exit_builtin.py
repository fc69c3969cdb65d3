print("leaving")
exit_code = 4
raise SystemExit(exit_code) from ValueError("cause is not shown")
