"""Tasks in other processes, here or on a cluster; no film is known here."""
