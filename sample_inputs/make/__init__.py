"""How the sample files came to be; run from the checkout: `python -m sample_inputs.make.registry`."""
