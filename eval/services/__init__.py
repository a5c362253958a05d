"""The services that can be asked: policyqa's own API, and any that speaks OpenAI's."""
