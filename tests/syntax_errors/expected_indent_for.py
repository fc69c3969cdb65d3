for x in []:


print(2)
