"""Running the stage notebooks: staging, kernels, canonical notebooks, drawings, scheduling."""
