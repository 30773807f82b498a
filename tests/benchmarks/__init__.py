"""Recorded measurements, never timed pass/fail; each takes `--data` and skips when it is absent."""
