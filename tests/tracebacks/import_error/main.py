print("main")
import outer_module
