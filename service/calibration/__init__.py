"""Learns the reader's weights and its confidence from labelled questions.

`python -m service.calibration --data DIR --questions FILE…` writes `service/reading/reader.json`
and prints what cross-validation says of it.
"""
