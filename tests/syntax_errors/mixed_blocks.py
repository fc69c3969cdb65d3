def f():
 with x:
  for x in 1:
   with x:
    for x in 3:
     with x:
      for x in 5:
       with x:
        for x in 7:
         with x:
          for x in 9:
           with x:
            for x in 11:
             with x:
              for x in 13:
               with x:
                for x in 15:
                 with x:
                  for x in 17:
                   with x:
                    for x in 19:
                     with x:
                      for x in 21:
                       pass
