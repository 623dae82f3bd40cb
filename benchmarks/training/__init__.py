"""Scripts that fit the weights which the package keeps."""
