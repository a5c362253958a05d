"""The page 问答: questions and answers as a conversation, beside their sources."""
