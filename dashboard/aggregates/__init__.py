"""What the pages show, computed: frame → frame. No total, mean or other sum over claimants exists here."""
