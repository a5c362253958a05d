"""What each `policyqa` command does; `service.cli` only reads its arguments."""
