"""`python -m service` is `policyqa`."""

from service.cli import main

main()
