"""What each scene is computed from: its fields, the facts that its words quote, and the cases that change them."""
