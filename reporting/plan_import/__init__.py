"""What the plan's own document says → Plan (step 0, once a year). Pure: takes paragraphs and tables with their places."""
