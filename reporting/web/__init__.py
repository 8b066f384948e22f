"""The page: one more adapter over the steps. The job's folder stays the truth; routes are thin."""
