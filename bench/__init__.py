"""Figures of speed; each module ``bench_<subject>`` has ``run()`` that yields lines of text."""
