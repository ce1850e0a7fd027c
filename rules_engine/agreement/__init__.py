"""Every back end says the same: cases drawn from the classes of each rule, and the comparison."""
