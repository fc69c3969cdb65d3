import self_import as me
