"""The page 文库: documents with facets, one document with its facts, upload, removal, versions."""
