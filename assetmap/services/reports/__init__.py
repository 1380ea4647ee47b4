"""Reports: what there is where, what was asked for in vain, trust and use, the committee sheet."""
