"""Planning: what is said, in what order, at what length."""
