"""Evaluation: how good a summary is. It reads results and never feeds back into a stage.

One measure a file, as plain functions over texts; ``metrics/`` gives each as a metric of the
``evaluate`` library. They are apart because importing ``evaluate`` takes five seconds and 480 MB
(it imports all of ``transformers``' pipelines), which a score on the command line need not pay.
"""
