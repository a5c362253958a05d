"""What the page shows, as files: tables as XLSX and CSV, answers as text, Markdown and Word."""
