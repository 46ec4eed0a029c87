"""The working parts of `clocks`: the scene around a claim, when it was said, what it speaks of, what it promises."""
