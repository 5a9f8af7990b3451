"""The picture of a beat in the browser, drawn anew whenever a file under it is saved."""
