"""What a run found, a plan or a folder of returns holds, as text for people and as data for programs."""
