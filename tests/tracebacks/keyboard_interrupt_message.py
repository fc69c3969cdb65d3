raise KeyboardInterrupt("stop now")
