"""Makes every sample file, in the order in which they depend on one another.

python -m sample_inputs.make
"""

from __future__ import annotations

from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.registry_workbook import registry_workbook
from sample_inputs.make import hai_cap, plan, plan_document, registry, returns

if __name__ == "__main__":
    registry.TARGET.write_bytes(registry_workbook(registry.registry()))
    plan.TARGET.write_bytes(plan_workbook(plan.plan(), registry.registry()))
    plan_document.TARGET.write_bytes(plan_document.plan_document())
    returns.main()
    hai_cap.main()
