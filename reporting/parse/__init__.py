"""Step 2: grids of cells → Plan, Registry, Return, decisions. Pure."""
