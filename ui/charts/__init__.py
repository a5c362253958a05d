"""Pictures of facts, drawn by Altair: who does what, who works with whom, what is due when."""
